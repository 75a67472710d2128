package io.genrestream.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.cli.Genrestream;
import io.genrestream.registry.RegisteredEvents;
import io.genrestream.registry.RegistrySettings;
import io.genrestream.registry.SchemaRegistryClient;
import io.genrestream.testkit.InJvmBroker;
import io.genrestream.testkit.TestRegistry;
import io.genrestream.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** On a real broker and a real registry that {@code up} has not started. */
@Tag("processes")
class ProvisionCommandTest {
    private static final String PARTITIONS = "3";

    private static InJvmBroker broker;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        broker = InJvmBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void shouldCreateTopicsAndRegisterSchemasOnceAndSayWhatWasThere() {
        TopicCatalogue catalogue = new TopicCatalogue("once.", Integer.parseInt(PARTITIONS));

        assertThat(provision("once.")).as(err.toString()).isZero();

        assertThat(lines())
                .hasSize(catalogue.all().size() + catalogue.events().size())
                .contains("topic once.audio.chunks created", "schema once.genre.tracks-value registered")
                .noneMatch(line -> line.endsWith("was there"));
        try (Admin admin = admin();
                SchemaRegistryClient registry = new SchemaRegistryClient(
                        RegistrySettings.from(Map.of(RegistrySettings.URLS, TestRegistry.url())))) {
            catalogue.check(admin);
            new RegisteredEvents(registry, catalogue).check();
        }

        assertThat(provision("once.")).as(err.toString()).isZero();

        assertThat(lines()).allMatch(line -> line.endsWith("was there"));
    }

    @Test
    void shouldCompleteWhatIsThereInPart() throws Exception {
        try (Admin admin = admin()) {
            TopicCatalogue catalogue = new TopicCatalogue("part.", Integer.parseInt(PARTITIONS));
            catalogue.create(admin, (short) 1);
            admin.deleteTopics(List.of("part.genre.segments")).all().get();
        }

        assertThat(provision("part.")).as(err.toString()).isZero();

        assertThat(lines())
                .contains("topic part.genre.segments created", "topic part.audio.chunks was there")
                .contains("schema part.genre.segments-value registered");
    }

    @Test
    void shouldSayWhatIsWrongWithATopicThatWasThereAndLeaveIt() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic("wrong.audio.chunks", 7, (short) 1)))
                    .all()
                    .get();

            assertThat(provision("wrong.")).isEqualTo(1);

            assertThat(err.toString()).contains("TOPIC_WRONG_PARTITIONS", "wrong.audio.chunks has 7, configured are 3");
            assertThat(admin.describeTopics(List.of("wrong.audio.chunks"))
                            .allTopicNames()
                            .get()
                            .get("wrong.audio.chunks")
                            .partitions())
                    .hasSize(7);
        }
    }

    @Test
    void shouldRefuseMoreReplicasThanThereAreBrokers() {
        assertThat(provision("replicated.", "--replication-factor", "2")).isEqualTo(1);

        assertThat(err.toString()).contains("KAFKA_UNAVAILABLE", "replication");
    }

    @Test
    void shouldRefuseAPrefixThatTopicsCannotHave() {
        assertThat(provision("not/this")).isEqualTo(2);

        assertThat(err.toString()).contains("letters, digits, dots");
    }

    @Test
    void shouldPrintAclsWithoutAskingAnyCluster() {
        assertThat(run("provision", "--print-acls", "--prefix", "a."))
                .as(err.toString())
                .isZero();

        assertThat(out.toString().lines())
                .allMatch(line -> line.startsWith(
                        "kafka-acls.sh --bootstrap-server \"$BOOTSTRAP_SERVERS\" --add --allow-principal User:a."))
                .anyMatch(
                        line -> line.endsWith(
                                "User:a.feature-service --resource-pattern-type prefixed --operation Write --transactional-id a.feature-service-"));
    }

    private int provision(String prefix, String... more) {
        List<String> words = List.of(
                "provision",
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--schema-registry",
                TestRegistry.url(),
                "--prefix",
                prefix,
                "--partitions",
                PARTITIONS);
        return run(Stream.concat(words.stream(), Arrays.stream(more)).toArray(String[]::new));
    }

    private int run(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine commands = Genrestream.commandLine();
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(err));
        return commands.execute(words);
    }

    private List<String> lines() {
        return out.toString().lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
