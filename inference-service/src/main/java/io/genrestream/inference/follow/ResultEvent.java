package io.genrestream.inference.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of one of the topics of results.
 *
 * @param streamId empty where the record has no key
 * @param value null where the stream was deleted
 */
record ResultEvent(Kind kind, int partition, long offset, String streamId, byte[] value) {
    /** What an event costs beside its bytes: objects, references, map entries. */
    private static final int OVERHEAD_BYTES = 160;

    enum Kind {
        PREDICTION,
        TRACK,
        SEGMENT
    }

    static ResultEvent of(Kind kind, ConsumerRecord<byte[], byte[]> record) {
        String streamId = record.key() == null ? "" : new String(record.key(), UTF_8);
        return new ResultEvent(kind, record.partition(), record.offset(), streamId, record.value());
    }

    boolean isDeletion() {
        return kind == Kind.TRACK && value == null;
    }

    /** About what it takes in memory. */
    int bytes() {
        return OVERHEAD_BYTES + streamId.length() + (value == null ? 0 : value.length);
    }
}
