package io.genrestream.feature.state;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Consecutive frames as they are stored: {@code [frames][width]}, row-major, never changed once written.
 */
record FrameBlock(int width, float[] values) {
    private static final byte VERSION = 1;

    static Serde<FrameBlock> serde() {
        return Serdes.serdeFrom((topic, block) -> block.encode(), (topic, bytes) -> decode(bytes));
    }

    int frames() {
        return values.length / width;
    }

    private byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(3 + values.length * Float.BYTES);
        out.put(VERSION).putShort((short) width).asFloatBuffer().put(values);
        return out.array();
    }

    private static FrameBlock decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        StateVersion.require(VERSION, in.get());
        int width = in.getShort();
        float[] values = new float[in.remaining() / Float.BYTES];
        in.asFloatBuffer().get(values);
        return new FrameBlock(width, values);
    }
}
