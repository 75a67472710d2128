package io.genrestream.feature;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureAggregate;
import io.genrestream.event.FeatureWindow;
import io.genrestream.registry.EventSerdes;
import io.genrestream.registry.RegisteredEvents;
import io.genrestream.registry.RegistrySettings;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.topic.TopicCatalogue;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@QuarkusTest
@QuarkusTestResource(BrokerAndRegistry.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FeatureServiceQuarkusTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int RATE = 22_050;

    @TestHTTPResource(management = true)
    URL management;

    @Inject
    FeatureConfig config;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    @Order(1)
    void shouldWaitForTheTopics() {
        await().atMost(LIMIT)
                .untilAsserted(() -> given().get(management + "health/ready")
                        .then()
                        .statusCode(503)
                        .body("checks[0].data.state", equalTo("WAITING"))
                        .body("checks[0].data.reason", containsString("TOPIC_MISSING")));
        given().get(management + "health/live").then().statusCode(200);
    }

    @Test
    @Order(2)
    void shouldBecomeReadyOnceTopicsAndSchemasAreThere() {
        TopicCatalogue topics = topics();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
                EventSerdes serdes = serdes()) {
            topics.create(admin, (short) 1);
            await().atMost(LIMIT)
                    .untilAsserted(() -> given().get(management + "health/ready")
                            .then()
                            .statusCode(503)
                            .body("checks[0].data.reason", containsString("SCHEMA_NOT_REGISTERED")));
            new RegisteredEvents(serdes.client(), topics).register();
        }

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> given().get(management + "health/ready").then().statusCode(200));
    }

    @Test
    @Order(3)
    void shouldTurnChunksIntoWindowsAndAggregates() {
        short[] pcm = SynthesizedAudio.music(RATE, 1, 12, 1).pcm16(0);
        try (EventSerdes serdes = serdes()) {
            List<byte[]> chunks = new ArrayList<>();
            for (int second = 0; second < 12; second++) {
                chunks.add(serdes.<AudioChunk>serializer()
                        .serialize(topics().audioChunks().name(), chunk(pcm, second, second == 11)));
            }
            send(chunks);

            List<FeatureWindow> windows =
                    values(topics().audioFeatures().name(), serdes.deserializer(FeatureWindow.class), 8);
            List<FeatureAggregate> aggregates =
                    values(topics().audioAggregates().name(), serdes.deserializer(FeatureAggregate.class), 2);

            assertThat(windows).extracting(FeatureWindow::getWindowIndex).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
            assertThat(windows.getLast().getEndReason()).isEqualTo(EndReason.COMPLETE);
            assertThat(windows.getLast().getStreamSample()).isEqualTo(12L * RATE);
            assertThat(aggregates).extracting(FeatureAggregate::getFinal$).containsExactly(false, true);
        }
    }

    @Test
    @Order(4)
    void shouldLayASpoiltRecordAside() {
        send(List.of("no event".getBytes(UTF_8)));

        List<ConsumerRecord<byte[], byte[]>> letters =
                records(topics().deadChunks().name(), 1);
        assertThat(letters.getFirst().value()).isEqualTo("no event".getBytes(UTF_8));
        assertThat(letters.getFirst().headers().lastHeader("genrestream.code").value())
                .isEqualTo("BAD_MAGIC_BYTE".getBytes(UTF_8));
    }

    @Test
    @Order(5)
    void shouldTellWhatItHasDone() {
        given().get(management + "metrics")
                .then()
                .statusCode(200)
                .body(containsString("genrestream_windows_total 8.0"))
                .body(containsString("genrestream_audio_in_seconds_total{source=\"upload\"} 12.0"))
                .body(containsString("genrestream_dead_letters_total{code=\"BAD_MAGIC_BYTE\"} 1.0"))
                .body(containsString("genrestream_faults_total{class=\"RECORD\"} 1.0"))
                .body(containsString("genrestream_faults_total{class=\"PROGRAM\"} 0.0"))
                .body(containsString("kafka_stream_"));
    }

    private TopicCatalogue topics() {
        return new TopicCatalogue(config.prefix().orElse(""), config.partitions());
    }

    private EventSerdes serdes() {
        return new EventSerdes(Map.of(RegistrySettings.URLS, config.schemaRegistry()));
    }

    private static AudioChunk chunk(short[] pcm, int second, boolean last) {
        short[] samples = Arrays.copyOfRange(pcm, second * RATE, (second + 1) * RATE);
        ByteBuffer bytes = ByteBuffer.allocate(2 * RATE).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return AudioChunk.newBuilder()
                .setStreamId("song")
                .setSequence(second)
                .setStartSample((long) second * RATE)
                .setSamples(bytes)
                .setEndReason(last ? EndReason.COMPLETE : EndReason.NONE)
                .setCapturedAt(Instant.now())
                .build();
    }

    private void send(List<byte[]> values) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            values.forEach(value ->
                    producer.send(new ProducerRecord<>(topics().audioChunks().name(), "song".getBytes(UTF_8), value)));
        }
    }

    private <T> List<T> values(String topic, Deserializer<T> deserializer, int count) {
        return records(topic, count).stream()
                .map(record -> deserializer.deserialize(topic, record.value()))
                .toList();
    }

    /** The committed records of a topic, when there are {@code count} of them. */
    private List<ConsumerRecord<byte[], byte[]>> records(String topic, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                "test-" + topic,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().atMost(LIMIT).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                assertThat(records).hasSize(count);
            });
        }
        return records;
    }
}
