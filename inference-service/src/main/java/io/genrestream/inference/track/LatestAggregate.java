package io.genrestream.inference.track;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.FeatureAggregate;
import io.genrestream.event.TrackGenre;
import io.genrestream.registry.MalformedEventException;
import io.genrestream.topic.LogTail;
import io.genrestream.topic.StreamKey;
import io.genrestream.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads the latest statistics over a stream's features from audio.aggregates when somebody asks, one after the other:
 * they are asked for seldom, and are too large to be kept for all streams.
 */
public final class LatestAggregate {
    /** The last statistics come a few windows before the last result, or a little after it. */
    private static final Duration BEFORE_RESULT = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    private final TopicCatalogue topics;
    private final Deserializer<FeatureAggregate> deserializer;
    private final Map<String, Object> client;
    private final ReentrantLock lock = new ReentrantLock(true);

    /** @param client Kafka client properties */
    public LatestAggregate(
            TopicCatalogue topics, Deserializer<FeatureAggregate> deserializer, Map<String, Object> client) {
        this.topics = topics;
        this.deserializer = deserializer;
        this.client = LogTail.consumerProperties(client);
    }

    /**
     * Of the attempt that has this result.
     *
     * @throws ResultsNotReadyException where the broker does not give them in time
     */
    public Optional<FeatureAggregate> of(TrackGenre track) throws InterruptedException {
        if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new ResultsNotReadyException();
        }
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(client)) {
            return read(consumer, track);
        } catch (KafkaException e) {
            throw new ResultsNotReadyException(e);
        } finally {
            lock.unlock();
        }
    }

    private Optional<FeatureAggregate> read(KafkaConsumer<byte[], byte[]> consumer, TrackGenre track) {
        TopicPartition partition = new TopicPartition(
                topics.audioAggregates().name(), StreamKey.partition(track.getStreamId(), topics.partitions()));
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition), PATIENCE).get(partition);
        Instant since = track.getCapturedAt().minus(BEFORE_RESULT);
        OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(partition, since.toEpochMilli()), PATIENCE)
                .get(partition);
        consumer.seek(partition, first == null ? end : first.offset());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        FeatureAggregate latest = null;
        while (consumer.position(partition) < end && (latest == null || !latest.getFinal$())) {
            if (System.nanoTime() > deadline) {
                throw new ResultsNotReadyException();
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                latest = read(record, track).orElse(latest);
            }
        }
        return Optional.ofNullable(latest);
    }

    private Optional<FeatureAggregate> read(ConsumerRecord<byte[], byte[]> record, TrackGenre track) {
        if (record.key() == null
                || record.value() == null
                || !track.getStreamId().equals(new String(record.key(), UTF_8))) {
            return Optional.empty();
        }
        try {
            return Optional.of(deserializer.deserialize(record.topic(), record.value()))
                    .filter(aggregate -> aggregate.getAttempt() == track.getAttempt());
        } catch (MalformedEventException e) {
            // What nobody can read says nothing.
            return Optional.empty();
        }
    }
}
