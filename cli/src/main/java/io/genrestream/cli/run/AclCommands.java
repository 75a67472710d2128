package io.genrestream.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * ACLs as a script of Kafka's own {@code kafka-acls.sh}.
 *
 * @param bootstrapServers null to leave them to a variable of the shell
 * @param commandConfig of whoever runs the script; null for none
 */
record AclCommands(String bootstrapServers, Path commandConfig) {

    /** What one command can say: it gives all of its operations to all of its resources. */
    private record Shape(String principal, ResourceType type, PatternType pattern, Set<AclOperation> operations) {}

    /** One command a line. */
    List<String> of(List<AclBinding> acls) {
        Map<Shape, List<String>> names = new LinkedHashMap<>();
        byPrincipal(acls)
                .forEach((principal, resources) -> resources.forEach((resource, operations) -> names.computeIfAbsent(
                                new Shape(principal, resource.resourceType(), resource.patternType(), operations),
                                _ -> new ArrayList<>())
                        .add(resource.name())));
        return names.entrySet().stream()
                .map(shape -> command(shape.getKey(), shape.getValue()))
                .toList();
    }

    static Map<String, Map<ResourcePattern, Set<AclOperation>>> byPrincipal(List<AclBinding> acls) {
        Map<String, Map<ResourcePattern, Set<AclOperation>>> byPrincipal = new LinkedHashMap<>();
        for (AclBinding acl : acls) {
            byPrincipal
                    .computeIfAbsent(acl.entry().principal(), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(acl.pattern(), _ -> new TreeSet<>())
                    .add(acl.entry().operation());
        }
        return byPrincipal;
    }

    private String command(Shape shape, List<String> names) {
        List<String> words = new ArrayList<>(List.of("kafka-acls.sh", "--bootstrap-server"));
        words.add(bootstrapServers == null ? "\"$BOOTSTRAP_SERVERS\"" : bootstrapServers);
        if (commandConfig != null) {
            words.addAll(List.of("--command-config", "'" + commandConfig + "'"));
        }
        words.addAll(List.of("--add", "--allow-principal", shape.principal));
        if (shape.pattern == PatternType.PREFIXED) {
            words.addAll(List.of("--resource-pattern-type", "prefixed"));
        }
        shape.operations.forEach(operation -> words.addAll(List.of("--operation", spelt(operation))));
        names.forEach(name -> words.addAll(List.of(option(shape.type), name)));
        return String.join(" ", words);
    }

    private static String option(ResourceType type) {
        return switch (type) {
            case TOPIC -> "--topic";
            case GROUP -> "--group";
            case TRANSACTIONAL_ID -> "--transactional-id";
            default -> throw new IllegalArgumentException(type.name());
        };
    }

    /** DescribeConfigs for DESCRIBE_CONFIGS. */
    static String spelt(AclOperation operation) {
        return Stream.of(operation.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
