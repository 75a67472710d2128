package io.genrestream.cli.bench;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.connect.Connection;
import io.genrestream.event.AudioChunk;
import io.genrestream.registry.EventSerializer;
import io.genrestream.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes live streams of music to {@code audio.chunks}, each chunk when its last sample is played, until it is closed. */
final class LiveLoad implements AutoCloseable {
    /** Over which the streams begin, one after the other: sources know nothing of each other's phase. */
    private static final Duration BEGINNINGS = Duration.ofSeconds(3);

    private final String topic;
    private final KafkaProducer<String, SpecificRecord> producer;
    private final PriorityQueue<LiveStream> streams = new PriorityQueue<>(Comparator.comparing(LiveStream::due));
    private final AtomicReference<Exception> fault = new AtomicReference<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread publisher;

    /** @param chunk audio in each record */
    LiveLoad(Connection connection, LiveMusic music, int count, Duration chunk) {
        topic = new TopicCatalogue(connection.prefix(), 1).audioChunks().name();
        int samples = Math.toIntExact(chunk.toMillis() * LiveMusic.SAMPLE_RATE / 1000);
        Instant start = Instant.now();
        String run = "bench-" + UUID.randomUUID().toString().substring(0, 8) + "-";
        for (int i = 0; i < count; i++) {
            long from = (long) music.length() * i / count;
            Instant beginning = start.plus(BEGINNINGS.multipliedBy(i).dividedBy(count));
            streams.add(new LiveStream(run + i, music, from, beginning, samples));
        }
        producer = producer(connection);
        publisher = Thread.ofPlatform().name("live-load").daemon().start(this::publish);
    }

    private static KafkaProducer<String, SpecificRecord> producer(Connection connection) {
        Map<String, Object> properties = connection.properties();
        // As the ingest service has it.
        properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
        EventSerializer<SpecificRecord> events = new EventSerializer<>();
        events.configure(properties, false);
        return new KafkaProducer<>(properties, new StringSerializer(), events);
    }

    private void publish() {
        try (producer) {
            while (await(streams.element().due())) {
                LiveStream next = streams.remove();
                send(next.next());
                streams.add(next);
            }
            streams.forEach(stream -> send(stream.end(Instant.now())));
        } catch (RuntimeException e) {
            fault.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False when it is closed before. */
    private boolean await(Instant due) throws InterruptedException {
        return !closing.await(Duration.between(Instant.now(), due).toNanos(), TimeUnit.NANOSECONDS);
    }

    private void send(AudioChunk chunk) {
        var event = new ProducerRecord<String, SpecificRecord>(
                topic, null, chunk.getCapturedAt().toEpochMilli(), chunk.getStreamId(), chunk);
        producer.send(event, (_, failure) -> fault.compareAndSet(null, failure));
    }

    /**
     * Ends the streams.
     *
     * @throws CommandFailure when a chunk could not be published, so that nothing was measured
     */
    @Override
    public void close() {
        closing.countDown();
        try {
            publisher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Exception failure = fault.get();
        if (failure != null) {
            throw new CommandFailure(CliError.KAFKA_UNAVAILABLE, failure.toString(), failure);
        }
    }
}
