package io.genrestream.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.genrestream.embedded.EmbeddedBroker;
import io.genrestream.embedded.Ports;
import io.genrestream.embedded.StateDirectory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class TopicCatalogueBrokerTest {
    private static final short ONE_REPLICA = 1;

    private static EmbeddedBroker broker;
    private static Admin admin;

    private final TopicCatalogue catalogue = new TopicCatalogue(UUID.randomUUID() + ".", 2);

    @BeforeAll
    static void start(@TempDir Path folder) {
        List<Integer> ports = Ports.free(2);
        broker = new EmbeddedBroker(
                        new EmbeddedBroker.Settings(new StateDirectory(folder), ports.get(0), ports.get(1), 256, false))
                .start();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void shouldAcceptWhatItCreatedAndCreateItOnce() {
        catalogue.create(admin, ONE_REPLICA);
        catalogue.create(admin, ONE_REPLICA);

        catalogue.checkExisting(admin);
    }

    @Test
    void shouldWaitForABrokerThatHasNotHeardOfANewTopicYet() {
        catalogue.create(admin, ONE_REPLICA);
        AtomicInteger asked = new AtomicInteger();
        Admin late = (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (_, method, arguments) -> {
                    boolean isLate = method.getName().equals("describeTopics") && asked.incrementAndGet() <= 2;
                    return method.invoke(admin, isLate ? new Object[] {List.of("not.known.yet")} : arguments);
                });

        catalogue.checkExisting(late);

        assertThat(asked).hasValue(3);
    }

    @RepeatedTest(4)
    void shouldTakeAllRecordsOfAProducerThatStartsAtOnce() throws Exception {
        TopicCatalogue many = new TopicCatalogue(UUID.randomUUID() + ".", 12);
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "request.timeout.ms", 5_000,
                "delivery.timeout.ms", 15_000);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            many.create(admin, ONE_REPLICA);
            for (Topic topic : many.all()) {
                for (int i = 0; i < 500; i++) {
                    sent.add(producer.send(new ProducerRecord<>(topic.name(), "stream-" + i, new byte[480])));
                }
            }
        }
        for (Future<RecordMetadata> record : sent) {
            assertThat(record.get().hasOffset()).isTrue();
        }
    }

    @Test
    void shouldNameEveryTopicThatIsMissing() {
        assertThatExceptionOfType(TopicMismatchException.class)
                .isThrownBy(() -> catalogue.check(admin))
                .returns("TOPIC_MISSING", TopicMismatchException::code)
                .withMessageContaining(catalogue.audioChunks().name())
                .withMessageContaining(catalogue.deadFeatures().name())
                .withMessageContaining("genrestream up");
    }

    @Test
    void shouldTellAnotherPartitionCountApart() throws Exception {
        admin.createTopics(Set.of(new NewTopic(catalogue.audioFeatures().name(), 3, ONE_REPLICA)))
                .all()
                .get();
        catalogue.create(admin, ONE_REPLICA);

        await().untilAsserted(() -> assertThatExceptionOfType(TopicMismatchException.class)
                .isThrownBy(() -> catalogue.check(admin))
                .returns("TOPIC_WRONG_PARTITIONS", TopicMismatchException::code)
                .withMessageContaining(catalogue.audioFeatures().name() + " has 3, configured are 2"));
    }

    @Test
    void shouldTellALimitThatIsTooSmall() {
        catalogue.create(admin, ONE_REPLICA);
        set(catalogue.audioChunks(), "max.message.bytes", "100000");

        await().untilAsserted(() -> assertThatExceptionOfType(TopicMismatchException.class)
                .isThrownBy(() -> catalogue.check(admin))
                .returns("TOPIC_LIMIT_TOO_SMALL", TopicMismatchException::code)
                .withMessageContaining("takes 100000 bytes, needed are 1048576"));
    }

    @Test
    void shouldTellCompactionWhereEveryRecordCounts() {
        catalogue.create(admin, ONE_REPLICA);
        set(catalogue.audioChunks(), "cleanup.policy", "compact");

        await().untilAsserted(() -> assertThatExceptionOfType(TopicMismatchException.class)
                .isThrownBy(() -> catalogue.check(admin))
                .returns("TOPIC_WRONG_CLEANUP", TopicMismatchException::code));
    }

    @Test
    void shouldTellThatARequestWouldBeForgotten() {
        catalogue.create(admin, ONE_REPLICA);
        set(catalogue.audioSources(), "cleanup.policy", "compact,delete");

        await().untilAsserted(() -> assertThatExceptionOfType(TopicMismatchException.class)
                .isThrownBy(() -> catalogue.check(admin))
                .returns("TOPIC_WRONG_CLEANUP", TopicMismatchException::code)
                .withMessageContaining("audio.sources has compact,delete, needed is compact"));
    }

    @Test
    void shouldCarryARecordOfTheLimitsSizeAndRefuseALargerOneBeforeItLeaves() throws Exception {
        catalogue.create(admin, ONE_REPLICA);
        String topic = catalogue.audioChunks().name();
        byte[] largest = new byte[TopicCatalogue.MAX_RECORD_BYTES - 100];
        try (var producer = new KafkaProducer<>(
                client(catalogue.limit().producer()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, null, largest)).get();

            assertThatThrownBy(() -> producer.send(
                                    new ProducerRecord<>(topic, 0, null, new byte[TopicCatalogue.MAX_RECORD_BYTES]))
                            .get())
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        }
        assertThat(read(topic).iterator().next().value()).isEqualTo(largest);
    }

    @Test
    void shouldTakeADeadLetterOfARecordOfTheLimitsSize() throws Exception {
        catalogue.create(admin, ONE_REPLICA);
        String topic = catalogue.deadChunks().name();
        var letter = new ProducerRecord<byte[], byte[]>(topic, 0, null, new byte[TopicCatalogue.MAX_RECORD_BYTES]);
        letter.headers().add("genrestream.message", new byte[10_000]);
        Map<String, Object> settings =
                Map.of("max.request.size", catalogue.limit().streams().get("producer.max.request.size"));
        try (var producer =
                new KafkaProducer<>(client(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(letter).get();
        }
        assertThat(read(topic).iterator().next().value()).hasSize(TopicCatalogue.MAX_RECORD_BYTES);
    }

    private ConsumerRecords<byte[], byte[]> read(String topic) {
        try (var consumer = new KafkaConsumer<>(
                client(catalogue.limit().consumer()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            return consumer.poll(Duration.ofSeconds(30));
        }
    }

    private static Map<String, Object> client(Map<String, Object> settings) {
        Map<String, Object> config = new HashMap<>(settings);
        config.put("bootstrap.servers", broker.bootstrapServers());
        return config;
    }

    private static void set(Topic topic, String setting, String value) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
        await().ignoreExceptions().until(() -> {
            admin.incrementalAlterConfigs(Map.of(resource, List.of(change)))
                    .all()
                    .get();
            return true;
        });
    }
}
