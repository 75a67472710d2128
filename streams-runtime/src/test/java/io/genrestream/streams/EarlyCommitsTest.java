package io.genrestream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.kit.settings.OnFailedRecord;
import io.genrestream.testkit.BrokerTopics;
import io.genrestream.testkit.InJvmBroker;
import io.genrestream.topic.RecordLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlyCommitsTest {
    private long now;

    @Test
    void shouldCommitEachOfFewRecords() {
        EarlyCommits commits = new EarlyCommits(() -> now);

        assertThat(every(Duration.ofMillis(125), commits)).doesNotContain(false);
    }

    @Test
    void shouldLeaveManyRecordsToTheInterval() {
        EarlyCommits commits = new EarlyCommits(() -> now);

        assertThat(every(Duration.ofMillis(120), commits).skip(8)).doesNotContain(true);
    }

    @Test
    void shouldCommitEarlyAgainOnceFewCome() {
        EarlyCommits commits = new EarlyCommits(() -> now);
        for (int record = 0; record < 100; record++) {
            commits.isDue();
        }

        now += Duration.ofSeconds(1).toNanos();

        assertThat(commits.isDue()).isTrue();
    }

    @Test
    void shouldShowASingleRecordThoughTheIntervalIsLong(@TempDir Path state) throws Exception {
        try (InJvmBroker broker = InJvmBroker.start()) {
            Map<String, String> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            BrokerTopics topics = new BrokerTopics(Map.copyOf(client));
            topics.create(
                    new NewTopic("in", 1, (short) 1), new NewTopic("out", 1, (short) 1), new NewTopic("dead", 1, (short)
                            1));
            Properties properties = new StreamsSettings(
                            "early", Optional.empty(), state, 1, client, RecordLimit.DEFAULT.streams())
                    .properties();
            properties.put(
                    StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                    Duration.ofMinutes(10).toMillis());
            // Longer than the interval, and what a broker allows at most.
            properties.put(
                    StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                    Math.toIntExact(Duration.ofMinutes(15).toMillis()));
            Faults faults = new Faults(OnFailedRecord.SET_ASIDE, kind -> {});
            try (StreamsRuntime runtime = new StreamsRuntime(() -> copy(faults), properties, List.of(), faults)) {
                runtime.start();
                topics.send("in", "a", List.of("1"));

                assertThat(BrokerTopics.values(topics.await("out", found -> !found.isEmpty())))
                        .containsExactly("1");
            }
        }
    }

    private Stream<Boolean> every(Duration gap, EarlyCommits commits) {
        return IntStream.range(0, 100).mapToObj(record -> {
            now += gap.toNanos();
            return commits.isDue();
        });
    }

    private static Topology copy(Faults faults) {
        DeadLetters letters = new DeadLetters("1.2.3", RecordLimit.DEFAULT, code -> {});
        EarlyCommits commits = new EarlyCommits(System::nanoTime);
        ByteArraySerializer bytes = new ByteArraySerializer();
        return new Topology()
                .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), "in")
                .addProcessor("copy", () -> new GuardedProcessor(new Copy(), faults, commits, letters, "dead"), "in")
                .addSink("out", "out", bytes, bytes, "copy")
                .addSink("dead", "dead", bytes, bytes, "copy");
    }

    private static final class Copy extends ContextualProcessor<byte[], byte[], Object, Object> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            context().forward(record, "out");
        }
    }
}
