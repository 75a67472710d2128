package io.genrestream.inference.track;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The latest record of a stream on genre.tracks, and nothing that only a reader of earlier ones could know: so every
 * instance holds the same, whenever it began to read and however often it read a record.
 *
 * @param offset of the record on its partition
 * @param timestamp of the record (ms since 1970 UTC)
 * @param event its value
 */
public record StoredTrack(long offset, long timestamp, byte[] event) {
    private static final byte VERSION = 2;
    private static final int HEAD_BYTES = 1 + 2 * Long.BYTES;

    /** Whether the topic may have deleted the record by {@code now} (ms since 1970 UTC). */
    public boolean isExpired(long now, Duration retention) {
        return timestamp < now - retention.toMillis();
    }

    public static Serde<StoredTrack> serde() {
        return Serdes.serdeFrom(
                (topic, track) -> track == null ? null : track.encode(),
                (topic, bytes) -> bytes == null ? null : decode(bytes));
    }

    private byte[] encode() {
        return ByteBuffer.allocate(HEAD_BYTES + event.length)
                .put(VERSION)
                .putLong(offset)
                .putLong(timestamp)
                .put(event)
                .array();
    }

    private static StoredTrack decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        byte version = bytes.get();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "The store of results has version %d, this program reads %d: delete its folder, it is filled anew."
                            .formatted(version, VERSION));
        }
        long offset = bytes.getLong();
        long timestamp = bytes.getLong();
        byte[] event = new byte[bytes.remaining()];
        bytes.get(event);
        return new StoredTrack(offset, timestamp, event);
    }
}
