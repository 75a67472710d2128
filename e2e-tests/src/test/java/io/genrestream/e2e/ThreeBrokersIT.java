package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.cli.connect.Connection;
import io.genrestream.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docker-compose.three-brokers.yml} as its users run it: one of the brokers may be away. */
class ThreeBrokersIT {
    private static final Compose COMPOSE =
            new Compose("genrestream-three-it", "docker-compose.yml", "docker-compose.three-brokers.yml");
    private static final int BROKERS = 3;
    private static final Connection KAFKA = Compose.connection(BROKERS);
    private static final String CHUNKS = new TopicCatalogue("", TopicCatalogue.DEFAULT_PARTITIONS)
            .audioChunks()
            .name();
    private static final double SECONDS = 60;

    @TempDir
    private static Path folder;

    private static Path track;

    @BeforeAll
    static void up() throws Exception {
        Compose.requireEngineAndArchive();
        track = Music.synthesised(folder, "long track", SECONDS, 43);
        COMPOSE.up();
    }

    @AfterAll
    static void down() throws IOException {
        if (track != null) {
            COMPOSE.down();
        }
    }

    @Test
    void shouldLoseAndDoubleNothingWhenALeaderIsKilledAndWhileItIsAway() throws Exception {
        try (Admin admin = Admin.create(KAFKA.properties());
                Disturbance trial = new Disturbance(KAFKA, Compose.INGEST, track, "replicated")) {
            assertThat(minInSync(admin)).isEqualTo(BROKERS - 1);
            String killed = broker(leader(admin, "leader-killed"));

            trial.disturb("leader-killed", () -> COMPOSE.run("kill", killed));
            trial.repeat("broker-away");

            assertThat(fewestInSync(admin)).isEqualTo(BROKERS - 1);
        }
    }

    /** Of the partition that has a stream's chunks. */
    private static int leader(Admin admin, String streamId) throws Exception {
        TopicDescription topic = describe(admin);
        int hash = Utils.toPositive(Utils.murmur2(streamId.getBytes(StandardCharsets.UTF_8)));
        return topic.partitions().get(hash % topic.partitions().size()).leader().id();
    }

    private static String broker(int id) {
        return id == 1 ? "kafka" : "kafka-" + id;
    }

    private static int fewestInSync(Admin admin) throws Exception {
        return describe(admin).partitions().stream()
                .mapToInt(partition -> partition.isr().size())
                .min()
                .orElseThrow();
    }

    private static int minInSync(Admin admin) throws Exception {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, CHUNKS);
        return Integer.parseInt(admin.describeConfigs(List.of(topic))
                .all()
                .get()
                .get(topic)
                .get("min.insync.replicas")
                .value());
    }

    private static TopicDescription describe(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(CHUNKS)).allTopicNames().get().get(CHUNKS);
    }
}
