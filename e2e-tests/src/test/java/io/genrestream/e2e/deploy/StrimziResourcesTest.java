package io.genrestream.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.genrestream.cli.Genrestream;
import io.genrestream.topic.LeastAcls;
import io.genrestream.topic.Topic;
import io.genrestream.topic.TopicCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code provision --print-strimzi}, read back and held against the catalogue and its ACLs. */
class StrimziResourcesTest {
    private static final TopicCatalogue TOPICS = new TopicCatalogue("music.", 6);
    private static final Map<String, PatternType> PATTERNS =
            Map.of("literal", PatternType.LITERAL, "prefix", PatternType.PREFIXED);
    private static final Map<String, ResourceType> TYPES = Map.of(
            "topic", ResourceType.TOPIC, "group", ResourceType.GROUP, "transactionalId", ResourceType.TRANSACTIONAL_ID);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldHaveTheTopicsOfTheCatalogue() throws Exception {
        List<JsonNode> topics = printed("KafkaTopic");

        assertThat(topics).hasSameSizeAs(TOPICS.all()).allSatisfy(topic -> {
            assertThat(topic.path("spec").path("partitions").asInt()).isEqualTo(6);
            assertThat(topic.path("spec").path("replicas").asInt()).isEqualTo(3);
        });
        for (Topic topic : TOPICS.all()) {
            JsonNode config = topics.stream()
                    .filter(printed -> name(printed).equals(topic.name()))
                    .findFirst()
                    .orElseThrow()
                    .at("/spec/config");
            Map<?, ?> settings = new YAMLMapper().convertValue(config, Map.class);
            assertThat(settings).hasToString(topic.settings((short) 3).toString());
        }
    }

    @Test
    void shouldAllowEachUserItsLeastAndNothingElse() throws Exception {
        List<AclBinding> granted = new ArrayList<>();
        for (JsonNode user : printed("KafkaUser")) {
            assertThat(user.at("/spec/authentication/type").asText()).isEqualTo("scram-sha-512");
            user.at("/spec/authorization/acls")
                    .forEach(acl -> acl.path("operations")
                            .forEach(
                                    operation -> granted.add(binding(user, acl.path("resource"), operation.asText()))));
        }

        assertThat(granted).containsExactlyInAnyOrderElementsOf(new LeastAcls(TOPICS).all());
    }

    @Test
    void shouldRefuseAPrefixThatKubernetesCannotHave() {
        assertThat(run("--print-strimzi", "music", "--prefix", "Music_")).isEqualTo(2);

        assertThat(err.toString()).contains("lower-case letters", "Music_ingest-service");
    }

    private List<JsonNode> printed(String kind) throws IOException {
        assertThat(run(
                        "--print-strimzi",
                        "music",
                        "--prefix",
                        TOPICS.prefix(),
                        "--partitions",
                        "6",
                        "--replication-factor",
                        "3"))
                .as(err.toString())
                .isZero();
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(out.toString())) {
            return documents.readAll().stream()
                    .filter(document -> document.path("kind").asText().equals(kind))
                    .peek(document -> assertThat(document.at("/metadata/labels/strimzi.io~1cluster")
                                    .asText())
                            .isEqualTo("music"))
                    .toList();
        }
    }

    private int run(String... words) {
        CommandLine commands = Genrestream.commandLine();
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of("provision"));
        all.addAll(List.of(words));
        return commands.execute(all.toArray(String[]::new));
    }

    private static AclBinding binding(JsonNode user, JsonNode resource, String operation) {
        return new AclBinding(
                new ResourcePattern(
                        TYPES.get(resource.path("type").asText()),
                        resource.path("name").asText(),
                        PATTERNS.get(resource.path("patternType").asText())),
                new AccessControlEntry(
                        "User:" + name(user), "*", SecurityUtils.operation(operation), AclPermissionType.ALLOW));
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
