package io.genrestream.inference.track;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The latest result of a stream as it lies in the store.
 *
 * @param lastOffset of this result on its partition of genre.tracks
 * @param firstOffset of the first result of this attempt there
 * @param firstTimestamp of that result, at or before which its predictions begin (ms since 1970 UTC)
 * @param event the result as it was on the topic
 */
public record StoredTrack(boolean isFinal, long lastOffset, long firstOffset, long firstTimestamp, byte[] event) {
    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 2 + 3 * Long.BYTES;

    public static Serde<StoredTrack> serde() {
        return Serdes.serdeFrom(
                (topic, track) -> track == null ? null : track.encode(),
                (topic, bytes) -> bytes == null ? null : decode(bytes));
    }

    private byte[] encode() {
        return ByteBuffer.allocate(HEAD_BYTES + event.length)
                .put(VERSION)
                .put((byte) (isFinal ? 1 : 0))
                .putLong(lastOffset)
                .putLong(firstOffset)
                .putLong(firstTimestamp)
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
        boolean isFinal = bytes.get() == 1;
        long lastOffset = bytes.getLong();
        long firstOffset = bytes.getLong();
        long firstTimestamp = bytes.getLong();
        byte[] event = new byte[bytes.remaining()];
        bytes.get(event);
        return new StoredTrack(isFinal, lastOffset, firstOffset, firstTimestamp, event);
    }
}
