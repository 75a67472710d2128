package io.genrestream.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.kit.settings.OnFailedRecord;
import io.genrestream.testkit.InJvmBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small application on a real broker: it copies numbers, and fails when told. */
class StreamsRuntimeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static InJvmBroker broker;
    private static Map<String, String> client;

    private final AtomicBoolean registryThere = new AtomicBoolean(true);
    private final AtomicInteger faultsLeft = new AtomicInteger();

    @TempDir
    private Path state;

    @BeforeAll
    static void startBroker() {
        broker = InJvmBroker.start();
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldWaitForWhatItNeedsAndSayWhat() throws Exception {
        registryThere.set(false);
        try (StreamsRuntime runtime = runtime("waits")) {
            runtime.start();
            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(runtime.readiness().reason()).startsWith("topics: "));
            createTopics("waits");
            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(runtime.readiness())
                            .isEqualTo(new Readiness(false, "WAITING", "the registry: not there")));
            assertThat(runtime.isAlive()).isTrue();

            registryThere.set(true);

            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(() -> runtime.readiness().ready());
        }
    }

    @Test
    void shouldReplaceThreadsUntilAFaultIsOverAndLoseNothing() throws Exception {
        createTopics("faulty");
        faultsLeft.set(2);
        try (StreamsRuntime runtime = runtime("faulty")) {
            runtime.start();
            send("faulty", 5);

            assertThat(read("faulty", 5)).containsExactly("0", "1", "2", "3", "4");
            assertThat(faultsLeft).hasValue(0);
            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(() -> runtime.readiness().ready());
        }
    }

    @Test
    void shouldNotBeReadyWhileAFaultOutsideComesAgain() throws Exception {
        createTopics("outage");
        faultsLeft.set(Integer.MAX_VALUE);
        try (StreamsRuntime runtime = runtime("outage")) {
            runtime.start();
            send("outage", 5);
            await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> faultsLeft.get() < Integer.MAX_VALUE);

            // Between two faults Kafka Streams calls itself running.
            await().dontCatchUncaughtExceptions()
                    .pollInterval(Duration.ofMillis(20))
                    .during(Duration.ofSeconds(6))
                    .atMost(PATIENCE)
                    .until(() -> !runtime.readiness().ready() && runtime.isAlive());
            assertThat(runtime.readiness().reason()).contains("the registry is away");

            faultsLeft.set(0);
            assertThat(read("outage", 5)).containsExactly("0", "1", "2", "3", "4");
            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(() -> runtime.readiness().ready());
        }
    }

    @Test
    void shouldStartAgainUnderItsNameAndGoOn() throws Exception {
        createTopics("named");
        try (StreamsRuntime first = runtime("named")) {
            first.start();
            send("named", 2);
            assertThat(read("named", 2)).containsExactly("0", "1");
        }
        try (StreamsRuntime second = runtime("named")) {
            second.start();
            send("named", 1);

            assertThat(read("named", 3)).containsExactly("0", "1", "0");
        }
    }

    @Test
    void shouldEndWhenClosedWhileWaiting() {
        StreamsRuntime runtime = runtime("never");
        runtime.start();
        runtime.close();

        assertThat(runtime.readiness().ready()).isFalse();
        assertThat(runtime.streams()).isEmpty();
    }

    private StreamsRuntime runtime(String name) {
        Properties properties = new StreamsSettings(name, Optional.of("one"), state, 1, client, Map.of()).properties();
        return new StreamsRuntime(
                () -> topology(name),
                properties,
                List.of(
                        StartCondition.topics(client, admin -> requireTopic(admin, name + "-in")),
                        new StartCondition("the registry", this::requireRegistry)),
                new Faults(OnFailedRecord.SET_ASIDE, kind -> {}));
    }

    private Topology topology(String name) {
        return new Topology()
                .addSource("in", new StringDeserializer(), new StringDeserializer(), name + "-in")
                .addProcessor("copy", Copy::new, "in")
                .addSink("out", name + "-out", new StringSerializer(), new StringSerializer(), "copy");
    }

    private final class Copy extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> number) {
            if (number.value().equals("3") && faultsLeft.get() > 0) {
                faultsLeft.decrementAndGet();
                throw new TimeoutException("the registry is away");
            }
            context().forward(number);
        }
    }

    private void requireRegistry() {
        if (!registryThere.get()) {
            throw new IllegalStateException("not there");
        }
    }

    private static void requireTopic(Admin admin, String topic) {
        try {
            if (!admin.listTopics().names().get().contains(topic)) {
                throw new IllegalStateException("missing " + topic);
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void createTopics(String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(
                            new NewTopic(name + "-in", 1, (short) 1), new NewTopic(name + "-out", 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(String name, int count) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(name + "-in", "key", Integer.toString(i)));
            }
        }
    }

    private static List<String> read(String name, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(name + "-out", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(record.value());
                }
                return values.size() >= count;
            });
        }
        return values;
    }
}
