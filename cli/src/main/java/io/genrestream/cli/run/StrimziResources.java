package io.genrestream.cli.run;

import io.genrestream.topic.LeastAcls;
import io.genrestream.topic.Topic;
import io.genrestream.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The catalogue's topics, and a user for each principal of {@link LeastAcls}, as resources of Strimzi's operators.
 *
 * @param cluster the name of the Kafka resource
 * @param replicationFactor -1 for the cluster's own
 */
record StrimziResources(String cluster, TopicCatalogue catalogue, short replicationFactor) {
    /** Users and topics are named as Kubernetes allows, and their names begin with the prefix. */
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private static final String HEAD = """
            ---
            apiVersion: kafka.strimzi.io/v1
            kind: %s
            metadata:
              name: %s
              labels: {strimzi.io/cluster: %s}
            spec:
            """;

    StrimziResources {
        for (String name : List.of(cluster, catalogue.ingestGroup())) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "Kubernetes takes names of lower-case letters, digits, hyphens and dots alone, not " + name);
            }
        }
    }

    /** Documents of YAML, each of several lines. */
    List<String> documents() {
        List<String> documents = new ArrayList<>();
        catalogue.all().forEach(topic -> documents.add(document(topic)));
        AclCommands.byPrincipal(new LeastAcls(catalogue).all())
                .forEach((principal, granted) -> documents.add(document(principal, granted)));
        return documents;
    }

    private String document(Topic topic) {
        String replicas = replicationFactor > 0 ? "  replicas: " + replicationFactor + "\n" : "";
        String config = topic.settings(replicationFactor).entrySet().stream()
                .map(setting -> "    " + setting.getKey() + ": " + setting.getValue())
                .collect(Collectors.joining("\n"));
        return HEAD.formatted("KafkaTopic", topic.name(), cluster)
                + "  partitions: " + catalogue.partitions() + "\n"
                + replicas
                + "  config:\n"
                + config;
    }

    private String document(String principal, Map<ResourcePattern, Set<AclOperation>> granted) {
        String acls = granted.entrySet().stream()
                .map(resource -> acl(resource.getKey(), resource.getValue()))
                .collect(Collectors.joining("\n"));
        return HEAD.formatted("KafkaUser", principal.substring("User:".length()), cluster) + """
                  authentication: {type: scram-sha-512}
                  authorization:
                    type: simple
                    acls:
                """ + acls;
    }

    private static String acl(ResourcePattern resource, Set<AclOperation> operations) {
        return "      - resource: {type: %s, name: %s, patternType: %s}\n        operations: [%s]"
                .formatted(
                        type(resource.resourceType()),
                        resource.name(),
                        resource.patternType() == PatternType.PREFIXED ? "prefix" : "literal",
                        operations.stream().map(AclCommands::spelt).collect(Collectors.joining(", ")));
    }

    private static String type(ResourceType type) {
        return switch (type) {
            case TOPIC -> "topic";
            case GROUP -> "group";
            case TRANSACTIONAL_ID -> "transactionalId";
            default -> throw new IllegalArgumentException(type.name());
        };
    }
}
