package io.genrestream.dsp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What one stream leaves behind between two calls of {@link FrontEnd#process}: the samples that the next frame still
 * needs, fewer than a window. Small, so that a stream can move to another process.
 */
public final class FramingState {
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

    public static FramingState decode(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
        FramingState framing = new FramingState();
        framing.skip = bytes.getInt();
        framing.length = bytes.remaining() / Short.BYTES;
        framing.samples = new short[framing.length];
        bytes.asShortBuffer().get(framing.samples);
        return framing;
    }
}
