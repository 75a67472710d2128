package io.genrestream.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the broker knows of the services behind this one: here a consumer that is named as one of them. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class PipelineTest extends ServiceTest {
    private static final String STREAM = "pipeline";

    @Test
    void shouldTellWhoTakesPartWhatIsUnreadAndWhatWasPutAside() {
        JsonPath before = pipeline();
        assertThat(before.getList("services.name")).isEqualTo(List.of("feature-service", "inference-service"));
        assertThat(before.getList("services[0].instances")).isEmpty();
        assertThat(before.getList("deadLetters")).isEmpty();

        given().body(wav(5, 0)).put("/v1/streams/" + STREAM).then().statusCode(202);
        int chunks = log.chunks(STREAM).size();
        assertThat(chunks).isGreaterThan(1);
        try (KafkaConsumer<byte[], byte[]> service = new KafkaConsumer<>(client(Map.of(
                "group.id",
                "feature-service",
                "client.id",
                "feature-service-first-StreamThread-1-consumer",
                "key.deserializer",
                ByteArrayDeserializer.class,
                "value.deserializer",
                ByteArrayDeserializer.class)))) {
            service.subscribe(List.of("audio.chunks"));
            await().atMost(SOON).until(() -> {
                service.poll(Duration.ofMillis(100));
                return service.assignment().size() == Surroundings.PARTITIONS;
            });
            Map<TopicPartition, Long> begins = service.beginningOffsets(service.assignment());
            Map<TopicPartition, OffsetAndMetadata> begun = new HashMap<>();
            begins.forEach((partition, offset) -> begun.put(partition, new OffsetAndMetadata(offset)));
            service.commitSync(begun);
            long unread = sum(service.endOffsets(service.assignment())) - sum(begins);
            assertThat(unread).isGreaterThanOrEqualTo(chunks);
            putAside();

            await().atMost(SOON).untilAsserted(() -> {
                JsonPath now = pipeline();
                assertThat(now.getList("services[0].instances")).isEqualTo(List.of("first"));
                assertThat(now.getLong("services[0].unread")).isEqualTo(unread);
                assertThat(now.getList("deadLetters")).isEqualTo(List.of("dlq.audio.chunks"));
            });
        }
    }

    @Test
    void shouldTellItsVersionWithItsReadiness() {
        assertThat(given().get("/v1/pipeline/ingest/health").jsonPath().getList("checks.data.version", String.class))
                .anyMatch(version -> version != null && version.matches("\\d+\\.\\d+.*"));
    }

    /** Else uploads of other tests would wait for a service that is not there. */
    @AfterEach
    void forgetTheGroup() throws Exception {
        try (Admin admin = Admin.create(log.client())) {
            admin.deleteConsumerGroups(List.of("feature-service")).all().get();
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(GroupIdNotFoundException.class);
        }
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private static JsonPath pipeline() {
        return given().get("/v1/pipeline").then().statusCode(200).extract().jsonPath();
    }

    private void putAside() {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(client(
                Map.of("key.serializer", StringSerializer.class, "value.serializer", ByteArraySerializer.class)))) {
            producer.send(new ProducerRecord<>("dlq.audio.chunks", STREAM, "no chunk".getBytes(UTF_8)));
        }
    }

    private Map<String, Object> client(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(log.client());
        properties.putAll(more);
        return properties;
    }
}
