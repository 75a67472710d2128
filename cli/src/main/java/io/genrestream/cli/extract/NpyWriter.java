package io.genrestream.cli.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** An array in NumPy's npy format, version 1.0: a header that tells type and shape, then the values, little-endian. */
final class NpyWriter {
    private static final int ALIGNMENT = 64;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

    private final OutputStream out;
    private final ByteBuffer value = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /** @param type such as {@code <f4} */
    NpyWriter(OutputStream out, String type, long... shape) throws IOException {
        this.out = new BufferedOutputStream(out, 1 << 16);
        String sizes = LongStream.of(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, sizes);
        int length = MAGIC.length + Short.BYTES + header.length() + 1;
        header += " ".repeat(Math.floorMod(-length, ALIGNMENT)) + "\n";
        this.out.write(MAGIC);
        this.out.write(header.length() & 0xff);
        this.out.write(header.length() >> 8);
        this.out.write(header.getBytes(ISO_8859_1));
    }

    void put(float number) throws IOException {
        value.putFloat(0, number);
        out.write(value.array(), 0, Float.BYTES);
    }

    void put(double number) throws IOException {
        value.putDouble(0, number);
        out.write(value.array(), 0, Double.BYTES);
    }

    void put(long number) throws IOException {
        value.putLong(0, number);
        out.write(value.array(), 0, Long.BYTES);
    }

    /** Of type {@code <U}, filled up to {@code length} code points. */
    void put(String text, int length) throws IOException {
        int[] points = Arrays.copyOf(text.codePoints().toArray(), length);
        for (int point : points) {
            value.putInt(0, point);
            out.write(value.array(), 0, Integer.BYTES);
        }
    }

    void flush() throws IOException {
        out.flush();
    }
}
