package io.genrestream.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.genrestream.cli.connect.Connection;
import io.genrestream.cli.connect.EventLog;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.GenrePrediction;
import io.genrestream.registry.EventSerializer;
import io.genrestream.testkit.InJvmBroker;
import io.genrestream.testkit.StubRegistry;
import io.genrestream.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is published to a real broker, and what is read from it. */
class LiveLoadTest {
    private static final int RATE = LiveMusic.SAMPLE_RATE;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TopicCatalogue topics = new TopicCatalogue("", 2);
    private final InJvmBroker broker = InJvmBroker.start();
    private final StubRegistry registry = new StubRegistry(topics);
    private final Connection connection = new Connection(broker.bootstrapServers(), registry.url(), "", Map.of());

    @BeforeEach
    void createTopics() {
        try (Admin admin = Admin.create(connection.properties())) {
            topics.create(admin, (short) 1);
        }
    }

    @AfterEach
    void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void shouldPublishEveryStreamWithoutGapsAndEndIt() throws Exception {
        List<AudioChunk> chunks = new CopyOnWriteArrayList<>();
        Thread reader;
        try (EventLog log =
                new EventLog(connection, List.of(topics.audioChunks().name()), true)) {
            reader = Thread.ofVirtual().start(() -> log.read(event -> chunks.add((AudioChunk) event.value())));
            try (LiveLoad load = new LiveLoad(connection, new LiveMusic(new short[RATE]), 3, Duration.ofMillis(100))) {
                await().atMost(PATIENCE).until(() -> byStream(chunks).size() == 3);
            }
            await().atMost(PATIENCE)
                    .until(() -> chunks.stream()
                                    .filter(chunk -> chunk.getEndReason() == EndReason.COMPLETE)
                                    .count()
                            == 3);
        }
        reader.join();

        assertThat(byStream(chunks).values()).allSatisfy(stream -> {
            assertThat(stream.stream().map(AudioChunk::getSequence))
                    .containsExactlyElementsOf(
                            LongStream.range(0, stream.size()).boxed().toList());
            assertThat(stream.getLast().getEndReason()).isEqualTo(EndReason.COMPLETE);
        });
    }

    @Test
    void shouldCountTheAudioOfLiveWindowsOnceAndNotWhatWasLost() throws Exception {
        LivePace pace = new LivePace();
        Instant captured = Instant.now().minusSeconds(1);
        try (LivePredictions predictions = new LivePredictions(connection)) {
            publish(window(0, 3), captured);
            publish(window(1.5, 4.5), captured);
            // A break of half an hour.
            publish(window(1800, 1803), captured);
            publish(window(1801.5, 1804.5).setLive(false), captured);
            await().atMost(PATIENCE).untilAsserted(() -> {
                LivePace more = predictions.take();
                for (int i = 0; i < more.windows(); i++) {
                    pace.window("radio", more.seconds() / more.windows(), more.latency(0.5));
                }
                assertThat(pace.windows()).isEqualTo(3);
            });
        }

        assertThat(pace.seconds()).isCloseTo(1.5 + 3, within(1e-9));
        assertThat(pace.latency(0.5)).isGreaterThanOrEqualTo(1000);
    }

    private static GenrePrediction.Builder window(double from, double to) {
        return GenrePrediction.newBuilder()
                .setStreamId("radio")
                .setStartSample(Math.round(from * RATE))
                .setEndSample(Math.round(to * RATE))
                .setSampleRate(RATE)
                .setLive(true);
    }

    private void publish(GenrePrediction.Builder prediction, Instant captured) throws Exception {
        EventSerializer<SpecificRecord> events = new EventSerializer<>();
        events.configure(connection.properties(), false);
        try (KafkaProducer<String, SpecificRecord> producer =
                new KafkaProducer<>(connection.properties(), new StringSerializer(), events)) {
            GenrePrediction event = prediction.setCapturedAt(captured).build();
            producer.send(new ProducerRecord<>(topics.genrePredictions().name(), event.getStreamId(), event))
                    .get();
        }
    }

    private static Map<String, List<AudioChunk>> byStream(List<AudioChunk> chunks) {
        return chunks.stream().collect(Collectors.groupingBy(AudioChunk::getStreamId));
    }
}
