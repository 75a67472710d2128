package io.genrestream.ingest.result;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.StreamStatus;
import io.genrestream.event.TrackGenre;
import io.genrestream.registry.MalformedEventException;
import io.genrestream.topic.LogTail;
import io.genrestream.topic.StreamKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Finds the final genre of a stream that ended before, by reading its partition from the time at which it was started. */
public final class EarlierResult {
    private static final Duration POLL = Duration.ofMillis(200);

    private final String topic;
    private final Map<String, Object> client;
    private final Deserializer<TrackGenre> deserializer;

    /** @param client Kafka client properties */
    public EarlierResult(String topic, Map<String, Object> client, Deserializer<TrackGenre> deserializer) {
        this.topic = topic;
        this.client = LogTail.consumerProperties(client);
        this.deserializer = deserializer;
    }

    /**
     * @param ended the attempt; nothing of it is older than its start
     * @return empty when there is none yet, or the time is over
     */
    public Optional<TrackGenre> find(StreamStatus ended, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        byte[] key = ended.getStreamId().getBytes(UTF_8);
        TrackGenre latest = null;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(client)) {
            TopicPartition partition = partitionOf(ended.getStreamId(), consumer);
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            OffsetAndTimestamp first = consumer.offsetsForTimes(
                            Map.of(partition, ended.getStartedAt().toEpochMilli()))
                    .get(partition);
            consumer.seek(partition, first == null ? end : first.offset());
            while (consumer.position(partition) < end && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
                    if (Arrays.equals(event.key(), key)) {
                        TrackGenre track = read(event);
                        boolean counts = track != null && track.getFinal$() && GenreResults.isOf(track, ended);
                        latest = counts ? track : latest;
                    }
                }
            }
        }
        return Optional.ofNullable(latest);
    }

    private TopicPartition partitionOf(String streamId, KafkaConsumer<byte[], byte[]> consumer) {
        int partitions = consumer.partitionsFor(topic).size();
        return new TopicPartition(topic, StreamKey.partition(streamId, partitions));
    }

    private TrackGenre read(ConsumerRecord<byte[], byte[]> event) {
        try {
            return deserializer.deserialize(event.topic(), event.value());
        } catch (MalformedEventException e) {
            // A record that nobody can read is no result.
            return null;
        }
    }
}
