package io.genrestream.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of an application on a real broker, and which partitions each has. */
class MembershipTest {
    private static final int PARTITIONS = 4;

    private static InJvmBroker broker;
    private static BrokerTopics topics;

    @TempDir
    private Path state;

    @BeforeAll
    static void startBroker() {
        broker = InJvmBroker.start();
        topics = new BrokerTopics(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldMoveNoPartitionInARollingRestart() throws Exception {
        create("rolling");
        StreamsRuntime one = start("rolling", Optional.of("one"));
        StreamsRuntime two = start("rolling", Optional.of("two"));
        try {
            awaitAllAssigned(one, two);
            topics.send("rolling-in", "key", numbers(0, 10));
            topics.await("rolling-out", found -> found.size() >= 10);
            Set<Integer> ofOne = partitions(one);
            Set<Integer> ofTwo = partitions(two);
            double rebalances = rebalances(one);

            two.close();
            // As long as a process takes to start.
            Thread.sleep(Duration.ofSeconds(12));
            two = start("rolling", Optional.of("two"));
            awaitAllAssigned(one, two);

            assertThat(partitions(two)).isEqualTo(ofTwo).hasSize(2);
            assertThat(partitions(one)).isEqualTo(ofOne);
            assertThat(rebalances(one)).isEqualTo(rebalances);

            one.close();
            one = start("rolling", Optional.of("one"));
            awaitAllAssigned(one, two);

            assertThat(partitions(one)).isEqualTo(ofOne);
            assertThat(partitions(two)).isEqualTo(ofTwo);
            topics.send("rolling-in", "key", numbers(10, 20));
            // Each counted once, by the state from before.
            assertThat(BrokerTopics.values(topics.await("rolling-out", found -> found.size() >= 20)))
                    .isEqualTo(IntStream.range(0, 20)
                            .mapToObj(i -> i + " of " + (i + 1))
                            .toList());
        } finally {
            one.close();
            two.close();
        }
    }

    @Test
    void shouldLeaveAtOnceWithoutAName() throws Exception {
        create("nameless");
        StreamsRuntime one = start("nameless", Optional.empty());
        try (StreamsRuntime two = start("nameless-two", "nameless", Optional.empty())) {
            awaitAllAssigned(one, two);

            one.close();

            // Not the 10 s that a session lasts.
            await().dontCatchUncaughtExceptions()
                    .atMost(Duration.ofSeconds(8))
                    .until(() -> members("nameless").size() == 1);
            await().dontCatchUncaughtExceptions()
                    .atMost(BrokerTopics.PATIENCE)
                    .until(() -> partitions(two).size() == PARTITIONS);
        } finally {
            one.close();
        }
    }

    private StreamsRuntime start(String name, Optional<String> instance) {
        return start(name, name, instance);
    }

    private StreamsRuntime start(String folder, String name, Optional<String> instance) {
        Properties properties = new StreamsSettings(
                        name,
                        instance,
                        state.resolve(folder),
                        1,
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        RecordLimit.DEFAULT.streams())
                .properties();
        StreamsRuntime runtime = new StreamsRuntime(
                () -> topology(name), properties, List.of(), new Faults(OnFailedRecord.SET_ASIDE, kind -> {}));
        runtime.start();
        return runtime;
    }

    private static Topology topology(String name) {
        return new Topology()
                .addSource("in", new StringDeserializer(), new StringDeserializer(), name + "-in")
                .addProcessor("count", Count::new, "in")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore("counts"), Serdes.String(), Serdes.Integer()),
                        "count")
                .addSink(
                        "out",
                        name + "-out",
                        new StringSerializer(),
                        new StringSerializer(),
                        (topic, key, value, partitions) -> Optional.of(Set.of(0)),
                        "count");
    }

    private static final class Count extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> record) {
            KeyValueStore<String, Integer> counts = context().getStateStore("counts");
            Integer before = counts.get(record.key());
            int now = before == null ? 1 : before + 1;
            counts.put(record.key(), now);
            context().forward(record.withValue(record.value() + " of " + now));
        }
    }

    private static void create(String name) throws Exception {
        topics.create(new NewTopic(name + "-in", PARTITIONS, (short) 1), new NewTopic(name + "-out", 1, (short) 1));
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private static void awaitAllAssigned(StreamsRuntime one, StreamsRuntime two) {
        await().dontCatchUncaughtExceptions()
                .atMost(BrokerTopics.PATIENCE)
                .until(() -> one.readiness().ready()
                        && two.readiness().ready()
                        && !partitions(one).isEmpty()
                        && !partitions(two).isEmpty()
                        && partitions(one).size() + partitions(two).size() == PARTITIONS);
    }

    private static Set<Integer> partitions(StreamsRuntime runtime) {
        return runtime.streams().stream()
                .flatMap(running -> running.metadataForLocalThreads().stream())
                .flatMap(thread -> thread.activeTasks().stream())
                .map(task -> task.taskId().partition())
                .collect(Collectors.toSet());
    }

    private static double rebalances(StreamsRuntime runtime) {
        return runtime.streams().orElseThrow().metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("rebalance-total"))
                .mapToDouble(metric -> (double) metric.metricValue())
                .sum();
    }

    private static List<MemberDescription> members(String group) throws Exception {
        try (Admin admin = Admin.create(topics.client())) {
            return List.copyOf(admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members());
        }
    }
}
