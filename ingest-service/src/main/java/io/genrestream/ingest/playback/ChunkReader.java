package io.genrestream.ingest.playback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.AudioChunk;
import io.genrestream.registry.MalformedEventException;
import io.genrestream.topic.LogTail;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads one stream's chunks out of its partition, a little at a time. For one thread, {@link #wakeup} aside. */
final class ChunkReader implements AutoCloseable {
    /** A chunk and its offset. */
    record Placed(long offset, AudioChunk chunk) {}

    /** A fetch brings the records of other streams too; a batch that is larger comes whole all the same. */
    private static final int FETCH_BYTES = 128 << 10;

    private static final int RECEIVE_BYTES = 64 << 10;
    private static final int ANSWER_MILLIS = 10_000;

    private final String streamId;
    private final TopicPartition partition;
    private final Deserializer<AudioChunk> deserializer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deque<Placed> read = new ArrayDeque<>();

    ChunkReader(
            String streamId,
            TopicPartition partition,
            Map<String, Object> client,
            Deserializer<AudioChunk> deserializer) {
        this.streamId = streamId;
        this.partition = partition;
        this.deserializer = deserializer;
        this.consumer = new KafkaConsumer<>(properties(client));
        consumer.assign(List.of(partition));
    }

    private static Map<String, Object> properties(Map<String, Object> client) {
        Map<String, Object> properties = new HashMap<>(LogTail.consumerProperties(client));
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, RECEIVE_BYTES);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        return properties;
    }

    /** Goes on with the first record that is not older. */
    void seek(Instant since) {
        OffsetAndTimestamp first = consumer.offsetsForTimes(Map.of(partition, since.toEpochMilli()))
                .get(partition);
        seek(first == null ? end() : first.offset());
    }

    void seek(long offset) {
        read.clear();
        consumer.seek(partition, offset);
    }

    /** The offset after the last committed record. */
    long end() {
        return consumer.endOffsets(List.of(partition)).get(partition);
    }

    /** Whether everything before an offset has been given out. */
    boolean hasReached(long offset) {
        return read.isEmpty() && consumer.position(partition) >= offset;
    }

    /** @return the stream's next chunk, of whatever attempt; null where none came in that time */
    Placed next(Duration patience) {
        if (read.isEmpty()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
                if (record.key() != null
                        && record.value() != null
                        && streamId.equals(new String(record.key(), UTF_8))) {
                    read(record);
                }
            }
        }
        return read.poll();
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        try {
            read.add(new Placed(record.offset(), deserializer.deserialize(record.topic(), record.value())));
        } catch (MalformedEventException e) {
            // The feature service has set it aside, and the next chunk shows the gap.
            return;
        }
    }

    /** From any thread: what waits for records ends with a WakeupException. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
    }
}
