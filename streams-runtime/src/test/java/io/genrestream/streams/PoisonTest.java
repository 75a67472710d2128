package io.genrestream.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.kit.settings.OnFailedRecord;
import io.genrestream.testkit.BrokerTopics;
import io.genrestream.testkit.InJvmBroker;
import io.genrestream.topic.RecordLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application on a real broker that fails at what its records tell it to fail at, each in another way. */
class PoisonTest {
    private static InJvmBroker broker;
    private static BrokerTopics topics;

    private final List<FaultKind> faults = Collections.synchronizedList(new ArrayList<>());
    private volatile String badStream = "";
    private volatile boolean badSweep;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throws",
                "throws after it has written",
                "overflows the stack",
                "is refused by the serializer",
                "makes an output beyond the producer's limit",
                "makes an output beyond the topic's limit",
                "makes an output a year ahead",
                "makes an output without a key on a compacted topic"
            })
    void shouldSetARecordAsideThatFailsEachTime(String poison) throws Exception {
        String name = "poison-" + Integer.toHexString(poison.hashCode());
        create(name);
        topics.send(name + "-in", "a", List.of("1", "2"));
        topics.send(name + "-in", "bad", List.of(poison));
        topics.send(name + "-in", "a", List.of("3"));

        try (StreamsRuntime runtime = runtime(name, OnFailedRecord.SET_ASIDE)) {
            runtime.start();

            List<ConsumerRecord<byte[], byte[]>> letters = topics.await(name + "-dead", found -> !found.isEmpty());
            assertThat(BrokerTopics.values(letters)).containsExactly(poison);
            assertThat(BrokerTopics.header(letters.getFirst(), DeadLetters.CODE))
                    .isEqualTo("PROCESSING_FAILED");
            assertThat(BrokerTopics.header(letters.getFirst(), DeadLetters.OFFSET))
                    .isEqualTo("2");
            assertThat(BrokerTopics.header(letters.getFirst(), DeadLetters.STACK))
                    .containsAnyOf("Exception", "Error");
            // Each once, with the count that the store had: what the failing record wrote is not there.
            assertThat(BrokerTopics.values(topics.await(name + "-out", found -> found.size() >= 3)))
                    .containsExactly("1 of 1", "2 of 2", "3 of 3");
            assertThat(faults).contains(FaultKind.PROGRAM);
            await().dontCatchUncaughtExceptions()
                    .atMost(BrokerTopics.PATIENCE)
                    .until(() -> runtime.readiness().ready());
            assertThat(runtime.isAlive()).isTrue();
        }
    }

    @Test
    void shouldSetAsideWhatIsSentForAKeyWhoseStateIsAtFault() throws Exception {
        create("state");
        topics.send("state-in", "bad", Collections.nCopies(40, "throws"));
        topics.send("state-in", "a", List.of("1"));

        try (StreamsRuntime runtime = runtime("state", OnFailedRecord.SET_ASIDE)) {
            runtime.start();

            assertThat(BrokerTopics.values(topics.await("state-out", found -> !found.isEmpty())))
                    .containsExactly("1 of 1");
            topics.await("state-dead", found -> found.size() == 40);
        }
        // Three records three times each, and then none is tried.
        assertThat(faults).hasSize(9);
    }

    @Test
    void shouldStopAndStayDownWhereThatIsWanted() throws Exception {
        create("stop");
        topics.send("stop-in", "bad", List.of("throws"));

        try (StreamsRuntime runtime = runtime("stop", OnFailedRecord.STOP)) {
            runtime.start();

            await().dontCatchUncaughtExceptions().atMost(BrokerTopics.PATIENCE).until(() -> !runtime.isAlive());
            assertThat(runtime.readiness().ready()).isFalse();
            assertThat(runtime.readiness().reason()).contains("PROCESSING_FAILED", "stop-in-0@0");
        }
    }

    @Test
    void shouldGoOnWhereASweepFailsAtOneStream() throws Exception {
        create("item");
        badStream = "b";
        topics.send("item-in", "b", List.of("1"));

        try (StreamsRuntime runtime = runtime("item", OnFailedRecord.SET_ASIDE)) {
            runtime.start();

            topics.await("item-out", found -> BrokerTopics.values(found).contains("b is swept otherwise"));
            badStream = "";
            topics.send("item-in", "a", List.of("2"));
            topics.await("item-out", found -> BrokerTopics.values(found).contains("2 of 2"));
        }
    }

    @Test
    void shouldLeaveOutASweepThatFailsEachTime() throws Exception {
        create("sweep");
        badSweep = true;

        try (StreamsRuntime runtime = runtime("sweep", OnFailedRecord.SET_ASIDE)) {
            runtime.start();
            await().dontCatchUncaughtExceptions()
                    .atMost(BrokerTopics.PATIENCE)
                    .until(() -> faults.size() >= Faults.LIMIT);
            topics.send("sweep-in", "a", List.of("1", "2"));

            assertThat(BrokerTopics.values(topics.await("sweep-out", found -> found.size() >= 2)))
                    .containsExactly("1 of 1", "2 of 2");
            assertThat(faults).hasSize(Faults.LIMIT);
        }
    }

    @Test
    void shouldLeaveOutWhatAGlobalStoreFailsAt() throws Exception {
        create("global");
        topics.send("global-all", "a", List.of("throws", "1"));

        try (StreamsRuntime runtime = runtime("global", OnFailedRecord.SET_ASIDE)) {
            runtime.start();
            awaitStored(runtime, "1");
            topics.send("global-all", "a", List.of("throws", "2"));

            awaitStored(runtime, "2");
            assertThat(faults).containsOnly(FaultKind.PROGRAM).hasSize(2);
            await().dontCatchUncaughtExceptions()
                    .atMost(BrokerTopics.PATIENCE)
                    .until(() -> runtime.readiness().ready());
        }
    }

    private static void awaitStored(StreamsRuntime runtime, String value) {
        await().dontCatchUncaughtExceptions()
                .atMost(BrokerTopics.PATIENCE)
                .ignoreExceptions()
                .until(() -> value.equals(runtime.streams()
                        .orElseThrow()
                        .store(StoreQueryParameters.fromNameAndType(
                                "all", QueryableStoreTypes.<String, String>keyValueStore()))
                        .get("a")));
    }

    @Test
    void shouldHoldLittleOfEachRecordThatIsFarBeyondTheLimit() throws Exception {
        create("vast");
        Map<String, Object> client = new HashMap<>(topics.client());
        client.putAll(Map.of("compression.type", "zstd", "max.request.size", 32 << 20));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 100; i++) {
                producer.send(new ProducerRecord<>("vast-in", "a".getBytes(UTF_8), new byte[8 << 20]));
            }
            producer.send(new ProducerRecord<>("vast-in", "a".getBytes(UTF_8), "1".getBytes(UTF_8)));
        }

        try (StreamsRuntime runtime = runtime("vast", OnFailedRecord.SET_ASIDE)) {
            runtime.start();

            assertThat(topics.await("vast-out", found -> !found.isEmpty())).hasSize(1);
            assertThat(topics.await("vast-dead", found -> found.size() >= 100))
                    .hasSize(100)
                    .allSatisfy(letter -> {
                        assertThat(letter.value()).hasSize(64 << 10);
                        assertThat(letter.headers().lastHeader(DeadLetters.CODE).value())
                                .isEqualTo("OVERSIZE_RECORD".getBytes(UTF_8));
                        assertThat(letter.headers()
                                        .lastHeader(DeadLetters.CUT_VALUE)
                                        .value())
                                .isEqualTo(Integer.toString(8 << 20).getBytes(UTF_8));
                    });
        }
    }

    @Test
    void shouldTakeWhatNoClockShowsForNow() throws Exception {
        create("times");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(topics.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("times-in", 0, 0L, "a".getBytes(UTF_8), "1".getBytes(UTF_8)))
                    .get();
        }

        try (StreamsRuntime runtime = runtime("times", OnFailedRecord.SET_ASIDE)) {
            runtime.start();

            assertThat(topics.await("times-out", found -> !found.isEmpty())
                            .getFirst()
                            .timestamp())
                    .isBetween(System.currentTimeMillis() - 120_000, System.currentTimeMillis());
        }
    }

    private void create(String name) throws Exception {
        topics.create(
                new NewTopic(name + "-in", 1, (short) 1),
                new NewTopic(name + "-out", 1, (short) 1),
                new NewTopic(name + "-compacted", 1, (short) 1).configs(Map.of("cleanup.policy", "compact")),
                new NewTopic(name + "-small", 1, (short) 1).configs(Map.of("max.message.bytes", "1000")),
                new NewTopic(name + "-all", 1, (short) 1).configs(Map.of("cleanup.policy", "compact")),
                new NewTopic(name + "-dead", 1, (short) 1));
    }

    private StreamsRuntime runtime(String name, OnFailedRecord policy) {
        Faults all = new Faults(policy, faults::add);
        DeadLetters letters = new DeadLetters("1.2.3", RecordLimit.DEFAULT, code -> {});
        Properties properties = new StreamsSettings(
                        name,
                        Optional.of("one"),
                        state,
                        1,
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        RecordLimit.DEFAULT.streams())
                .properties();
        return new StreamsRuntime(() -> topology(name, all, letters), properties, List.of(), all);
    }

    private Topology topology(String name, Faults all, DeadLetters letters) {
        ByteArraySerializer bytes = new ByteArraySerializer();
        return new Topology()
                .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), name + "-in")
                .addProcessor(
                        "work",
                        () -> new GuardedProcessor(
                                new Work(all), all, new EarlyCommits(System::nanoTime), letters, "dead"),
                        "in")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore("counts"), Serdes.String(), Serdes.Integer())
                                .withCachingEnabled(),
                        "work")
                .addSink("out", name + "-out", bytes, new Refusing(), "work")
                .addSink("compacted", name + "-compacted", bytes, bytes, "work")
                .addSink("small", name + "-small", bytes, bytes, "work")
                .addSink("dead", name + "-dead", bytes, bytes, "work")
                .addGlobalStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.inMemoryKeyValueStore("all"), Serdes.String(), Serdes.String())
                                .withLoggingDisabled(),
                        "all-in",
                        new StringDeserializer(),
                        new StringDeserializer(),
                        name + "-all",
                        "store-all",
                        () -> new GuardedStoreProcessor<>(new StoreAll(), all));
    }

    /** A serializer that refuses one value. */
    private static final class Refusing implements Serializer<byte[]> {
        @Override
        public byte[] serialize(String topic, byte[] value) {
            if (new String(value, UTF_8).startsWith("refuse")) {
                throw new SerializationException("refused");
            }
            return value;
        }
    }

    private static final class StoreAll extends ContextualProcessor<String, String, Void, Void> {
        @Override
        public void process(Record<String, String> record) {
            if (record.value().equals("throws")) {
                throw new IllegalStateException("as told");
            }
            context().<KeyValueStore<String, String>>getStateStore("all").put(record.key(), record.value());
        }
    }

    private final class Work extends ContextualProcessor<byte[], byte[], Object, Object> {
        private final Faults all;
        private KeyValueStore<String, Integer> counts;

        private Work(Faults all) {
            this.all = all;
        }

        @Override
        public void init(ProcessorContext<Object, Object> context) {
            super.init(context);
            counts = context.getStateStore("counts");
            GuardedSweep[] sweep = new GuardedSweep[1];
            sweep[0] = new GuardedSweep(context.taskId(), "sweep", all, now -> sweep(sweep[0]));
            context.schedule(Duration.ofMillis(200), PunctuationType.WALL_CLOCK_TIME, sweep[0]);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            String value = new String(record.value(), UTF_8);
            switch (value) {
                case "throws" -> throw new IllegalStateException("as told");
                case "throws after it has written" -> {
                    count(record);
                    throw new IllegalStateException("as told");
                }
                case "overflows the stack" -> overflow(1);
                case "is refused by the serializer" ->
                    context().forward(record.withValue("refuse".getBytes(UTF_8)), "out");
                case "makes an output beyond the producer's limit" ->
                    context().forward(record.withValue(new byte[3 << 20]), "out");
                case "makes an output beyond the topic's limit" ->
                    context().forward(record.withValue(new byte[5_000]), "small");
                case "makes an output a year ahead" ->
                    context().forward(record.withTimestamp(record.timestamp() + 365L * 86_400_000), "out");
                case "makes an output without a key on a compacted topic" ->
                    context().forward(record.withKey(null), "compacted");
                default -> count(record);
            }
        }

        private void count(Record<byte[], byte[]> record) {
            Integer before = counts.get("all");
            int now = before == null ? 1 : before + 1;
            counts.put("all", now);
            String counted = new String(record.value(), UTF_8) + " of " + now;
            context().forward(record.withValue(counted.getBytes(UTF_8)), "out");
        }

        private void sweep(GuardedSweep sweep) {
            if (badSweep) {
                throw new IllegalStateException("as told");
            }
            if (!badStream.isEmpty()) {
                sweep.item(
                        badStream,
                        () -> {
                            counts.put("all", -1);
                            throw new IllegalStateException("as told");
                        },
                        () -> context()
                                .forward(
                                        new Record<>(
                                                badStream.getBytes(UTF_8),
                                                (badStream + " is swept otherwise").getBytes(UTF_8),
                                                System.currentTimeMillis()),
                                        "out"));
            }
        }

        private int overflow(int depth) {
            return depth < Integer.MAX_VALUE ? depth + overflow(depth + 1) : depth;
        }
    }
}
