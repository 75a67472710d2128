package io.genrestream.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.TrackGenre;
import io.genrestream.registry.EventSerializer;
import io.genrestream.result.GenreResult;
import io.genrestream.testkit.InJvmBroker;
import io.genrestream.testkit.StubRegistry;
import io.genrestream.topic.TopicCatalogue;
import io.genrestream.topic.TopicMismatchException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class EventLogTest {
    private final TopicCatalogue topics = new TopicCatalogue("", 1);
    private final String tracks = topics.genreTracks().name();
    private final InJvmBroker broker = InJvmBroker.start();
    private final StubRegistry registry = new StubRegistry(topics);
    private final Connection connection = new Connection(broker.bootstrapServers(), registry.url(), "", Map.of());

    @BeforeAll
    void createTopics() {
        try (Admin admin = Admin.create(connection.properties())) {
            topics.create(admin, (short) 1);
        }
    }

    @AfterAll
    void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void shouldPassOverRecordsThatNobodyCanRead() throws Exception {
        publish(tracks, new byte[] {7, 7, 7});
        publish(tracks, new byte[] {0, 0, 0, 0, 99, 1});
        publish(tracks, readable(tracks));
        publish(tracks, null);

        List<ConsumerRecord<String, SpecificRecord>> read = new CopyOnWriteArrayList<>();
        Thread reader;
        try (EventLog log = new EventLog(connection, List.of(tracks), true)) {
            reader = Thread.ofVirtual().start(() -> log.read(read::add));
            await().until(() -> read.size() == 2);
        }
        reader.join();

        assertThat(read.getFirst().value()).isInstanceOf(TrackGenre.class);
        assertThat(read.getLast().value()).isNull();
    }

    @Test
    void shouldSayThatATopicIsNotThereAndMakeNone() throws Exception {
        assertThatThrownBy(() -> new EventLog(connection, List.of(tracks, "other." + tracks), false))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining("TOPIC_MISSING")
                .hasMessageContaining("(other." + tracks + ")");

        try (Admin admin = Admin.create(connection.properties())) {
            assertThat(admin.listTopics().names().get()).doesNotContain("other." + tracks);
        }
    }

    @Test
    void shouldLetNobodyWaitForTracksThatAreReadNoMore() throws Exception {
        String segments = topics.genreSegments().name(); // of one schema with tracks
        try (TrackTail tail = new TrackTail(connection, segments)) {
            CompletableFuture<GenreResult> first = tail.follow("song", result -> {
                throw new IllegalStateException("nobody takes it");
            });
            publish(segments, readable(segments));
            assertThat(first).failsWithin(Duration.ofSeconds(30));

            CompletableFuture<GenreResult> later = tail.follow("another", result -> {});

            assertThat(later).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("nobody takes it");
        }
    }

    private byte[] readable(String topic) {
        try (EventSerializer<TrackGenre> serializer = new EventSerializer<>()) {
            serializer.configure(connection.properties(), false);
            return serializer.serialize(
                    topic, TrackGenre.newBuilder().setStreamId("song").build());
        }
    }

    private void publish(String topic, byte[] value) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(connection.properties(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, "song", value)).get();
        }
    }
}
