package io.genrestream.topic;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The largest record, as the one number that topics, producers and consumers are set from: where they differ, a record
 * that one accepts is stuck at the next.
 *
 * @param bytes key, value, headers and framing of one record, uncompressed
 */
public record RecordLimit(int bytes) {
    public static final RecordLimit DEFAULT = new RecordLimit(1 << 20);

    /** The limit's name among the properties of a service, a serializer or a deserializer. */
    public static final String SETTING = "genrestream.max-record-bytes";

    // A dead letter holds a whole record and, in its headers, where it came from and why.
    private static final int DEAD_LETTER_HEADROOM = 64 << 10;

    /** Each thread has a producer, which sends little at once and waits for a broker that takes nothing. */
    private static final long STREAMS_BUFFER = 8 << 20;

    /** A window's record has more than its matrices: what the caller said of the stream, names, and Kafka's framing. */
    static final int BESIDE_THE_MATRICES = 8 << 10;

    public RecordLimit {
        if (bytes < 1 << 16 || bytes > 1 << 28) {
            throw new IllegalArgumentException(
                    "The record limit must be between 65,536 and 268,435,456 bytes, not " + bytes + ".");
        }
    }

    /** The limit that the properties set, or else the default of 1 MiB. */
    public static RecordLimit from(Map<String, ?> config) {
        Object bytes = config.get(SETTING);
        try {
            return bytes == null ? DEFAULT : new RecordLimit(Integer.parseInt(bytes.toString()));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(SETTING, bytes, "It must be a number of bytes from 65,536 to 268,435,456.");
        }
    }

    /** The largest dead letter: a record of the limit's size and its headers. */
    public int deadLetterBytes() {
        return bytes + DEAD_LETTER_HEADROOM;
    }

    /**
     * Refuses windows that no record could hold, before the first of them is computed.
     *
     * @param frames in a window
     * @param columns float32 values of a frame: bands, MFCC and descriptors
     * @throws WindowTooLargeException if the record of such a window may be larger than this limit
     */
    public void requireRoomFor(int frames, int columns) {
        long needed = (long) frames * columns * Float.BYTES + BESIDE_THE_MATRICES;
        if (needed > bytes) {
            throw new WindowTooLargeException("(%d frames of %d values take %d bytes, the limit is %d)"
                    .formatted(frames, columns, needed, bytes));
        }
    }

    /** Properties of a producer of events. */
    public Map<String, Object> producer() {
        return Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, bytes, ProducerConfig.BUFFER_MEMORY_CONFIG, buffer());
    }

    /** Properties of a consumer of any topic, dead letters included. */
    public Map<String, Object> consumer() {
        return Map.of(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                deadLetterBytes(),
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                Math.max(ConsumerConfig.DEFAULT_FETCH_MAX_BYTES, deadLetterBytes()));
    }

    /**
     * Properties of a Kafka Streams application: its producer writes dead letters too, and its changelogs take whatever
     * the input topics take.
     */
    public Map<String, Object> streams() {
        return Map.of(
                "producer." + ProducerConfig.MAX_REQUEST_SIZE_CONFIG, deadLetterBytes(),
                "producer." + ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(STREAMS_BUFFER, deadLetterBytes()),
                "consumer." + ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, deadLetterBytes(),
                "consumer." + ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        Math.max(ConsumerConfig.DEFAULT_FETCH_MAX_BYTES, deadLetterBytes()),
                "topic." + TopicConfig.MAX_MESSAGE_BYTES_CONFIG, deadLetterBytes());
    }

    /** A producer refuses what is larger than all of its buffer: Kafka's default, or as much as one record needs. */
    private long buffer() {
        return Math.max(32L << 20, deadLetterBytes());
    }
}
