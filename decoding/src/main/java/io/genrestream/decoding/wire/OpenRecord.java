package io.genrestream.decoding.wire;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What a stream is to be decoded to, the payload of OPEN.
 *
 * @param sampleRate in Hz
 * @param mostSamples to be given out; the rest is cut off
 */
public record OpenRecord(int sampleRate, long mostSamples) {
    /** @param most audio to be given out, rounded up to a whole sample */
    public static byte[] encode(int sampleRate, Duration most) {
        return ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(sampleRate)
                .putLong(Math.ceilDiv(most.toMillis() * sampleRate, 1000L))
                .array();
    }

    public static OpenRecord decode(byte[] payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        return new OpenRecord(bytes.getInt(), bytes.getLong());
    }
}
