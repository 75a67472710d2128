package io.genrestream.analysis.numpy;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.function.Function;

/** A NumPy array that is read from its first element to its last, however large it is. */
public final class NpyArray implements AutoCloseable {
    private static final char TEXT = 'U';
    private static final int CHARACTER_BYTES = 4;

    private final DataInputStream in;
    private final NpyHeader header;

    NpyArray(InputStream stream) throws IOException {
        in = new DataInputStream(new BufferedInputStream(stream));
        header = NpyHeader.read(in);
    }

    /** Length along each axis; empty for a single value. */
    public int[] shape() {
        return header.shape().clone();
    }

    /**
     * The next elements of an array of floating-point or whole numbers.
     *
     * @throws ArrayFormatException when it is of something else, or ends before
     */
    public float[] nextFloats(int count) throws IOException {
        ToFloat number = number();
        ByteBuffer bytes = next(count, header.size());
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = number.next(bytes);
        }
        return values;
    }

    /**
     * The next elements of an array of text, or of whole numbers as text.
     *
     * @throws ArrayFormatException when it is of something else, or ends before
     */
    public String[] nextStrings(int count) throws IOException {
        Function<ByteBuffer, String> text = text();
        ByteBuffer bytes = next(count, header.kind() == TEXT ? header.size() * CHARACTER_BYTES : header.size());
        String[] values = new String[count];
        for (int i = 0; i < count; i++) {
            values[i] = text.apply(bytes);
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    @FunctionalInterface
    private interface ToFloat {
        float next(ByteBuffer bytes);
    }

    private ToFloat number() throws ArrayFormatException {
        return switch (header.type()) {
            case "f2" -> bytes -> Float.float16ToFloat(bytes.getShort());
            case "f4" -> ByteBuffer::getFloat;
            case "f8" -> bytes -> (float) bytes.getDouble();
            case "i2" -> ByteBuffer::getShort;
            case "i4" -> ByteBuffer::getInt;
            case "i8" -> ByteBuffer::getLong;
            default -> throw new ArrayFormatException("numbers were expected, it holds " + header.type());
        };
    }

    private Function<ByteBuffer, String> text() throws ArrayFormatException {
        if (header.kind() == TEXT) {
            Charset charset = Charset.forName(header.bigEndian() ? "UTF-32BE" : "UTF-32LE");
            byte[] padded = new byte[header.size() * CHARACTER_BYTES];
            return bytes -> {
                bytes.get(padded);
                String text = new String(padded, charset);
                int end = text.indexOf('\0');
                return end < 0 ? text : text.substring(0, end);
            };
        }
        return switch (header.type()) {
            case "i4" -> bytes -> Integer.toString(bytes.getInt());
            case "i8" -> bytes -> Long.toString(bytes.getLong());
            default -> throw new ArrayFormatException("text was expected, it holds " + header.type());
        };
    }

    private ByteBuffer next(int count, int size) throws IOException {
        if ((long) count * size > Integer.MAX_VALUE) {
            throw new ArrayFormatException("it is too large: " + Arrays.toString(header.shape()));
        }
        byte[] bytes = in.readNBytes(count * size);
        if (bytes.length < count * size) {
            throw new ArrayFormatException("it ends before its last element");
        }
        return ByteBuffer.wrap(bytes).order(header.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }
}
