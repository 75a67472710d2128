package io.genrestream.dsp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What one stream leaves behind between two calls of {@link FrontEnd#process}: the samples that the next frame still
 * needs, fewer than a window. Small, so that a stream can move to another process.
 */
public final class Carry {
    private static final int HEADER_BYTES = 4;

    short[] samples = new short[0];
    int length;
    /** Samples still to come before the next frame starts, where the hop is longer than the window. */
    int skip;

    /** {@code skip} as 4 bytes, then the samples as 2 bytes each, little-endian. */
    public byte[] encode() {
        ByteBuffer bytes =
                ByteBuffer.allocate(HEADER_BYTES + Short.BYTES * length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(skip).asShortBuffer().put(samples, 0, length);
        return bytes.array();
    }

    public static Carry decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        Carry carry = new Carry();
        carry.skip = bytes.getInt();
        carry.length = bytes.remaining() / Short.BYTES;
        carry.samples = new short[carry.length];
        bytes.asShortBuffer().get(carry.samples);
        return carry;
    }
}
