package io.genrestream.feature.state;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/**
 * Packs 32-bit little-endian counts, most of them zero or small, to about an eighth: each as 7 bits a byte, least first,
 * and a run of zeros as a zero with the run's length after it.
 */
final class SparseCounts {
    private SparseCounts() {}

    static byte[] pack(byte[] counts) {
        IntBuffer in = ByteBuffer.wrap(counts).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        ByteArrayOutputStream out = new ByteArrayOutputStream(counts.length / 4);
        write(out, in.remaining());
        while (in.hasRemaining()) {
            int count = in.get();
            write(out, count);
            if (count == 0) {
                int run = 1;
                while (in.hasRemaining() && in.get(in.position()) == 0) {
                    in.get();
                    run++;
                }
                write(out, run);
            }
        }
        return out.toByteArray();
    }

    static byte[] unpack(byte[] packed) {
        ByteBuffer in = ByteBuffer.wrap(packed);
        ByteBuffer out = ByteBuffer.allocate(read(in) * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            int count = read(in);
            if (count == 0) {
                out.position(out.position() + read(in) * Integer.BYTES);
            } else {
                out.putInt(count);
            }
        }
        return out.array();
    }

    private static void write(ByteArrayOutputStream out, int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static int read(ByteBuffer in) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
