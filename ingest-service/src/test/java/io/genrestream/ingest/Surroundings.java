package io.genrestream.ingest;

import io.genrestream.registry.RegistrySettings;
import io.genrestream.registry.SchemaRegistryClient;
import io.genrestream.testkit.InJvmBroker;
import io.genrestream.testkit.TestRegistry;
import io.genrestream.topic.Topic;
import io.genrestream.topic.TopicCatalogue;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** A real broker with the topics, and a real registry with the schemas, as {@code up} leaves them. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {
    static final int PARTITIONS = 4;

    private InJvmBroker broker;

    @Override
    public Map<String, String> start() {
        broker = InJvmBroker.start();
        return provide(broker.bootstrapServers());
    }

    /** Creates the topics and registers the schemas; returns the settings that name both places. */
    static Map<String, String> provide(String bootstrapServers) {
        String registry = TestRegistry.url();
        TopicCatalogue topics = new TopicCatalogue("", PARTITIONS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            topics.create(admin, (short) 1);
        }
        try (SchemaRegistryClient client = new SchemaRegistryClient(RegistrySettings.from(patient(registry)))) {
            for (Topic topic : topics.events()) {
                client.register(topic.subject(), topic.schema());
            }
        }
        Path state = stateDirectory();
        return Map.of(
                "kafka.bootstrap.servers",
                bootstrapServers,
                "genrestream.schema-registry",
                registry,
                "genrestream.state-dir",
                state.toString(),
                "genrestream.live.credentials",
                credentials(state).toString());
    }

    /** Properties of a registry client that waits for a registry which has only just started on a busy machine. */
    static Map<String, Object> patient(String registry) {
        return Map.of(
                RegistrySettings.URLS,
                registry,
                "http.read.timeout.ms",
                "60000",
                "schema.registry.timeout.ms",
                "120000");
    }

    private static Path stateDirectory() {
        try {
            return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "ingest-state");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path credentials(Path folder) {
        try {
            Path file = Files.createFile(
                    folder.resolve("credentials"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, "subscriber=listener:let me in\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        broker.close();
    }
}
