package io.genrestream.analysis.numpy;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/** A NumPy array that is read from its first element to its last, however large it is. */
public final class NpyArray implements AutoCloseable {
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
        ByteBuffer bytes = next(count, header.size());
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (header.kind() + "" + header.size()) {
                case "f2" -> Float.float16ToFloat(bytes.getShort());
                case "f4" -> bytes.getFloat();
                case "f8" -> (float) bytes.getDouble();
                case "i2" -> bytes.getShort();
                case "i4" -> bytes.getInt();
                case "i8" -> bytes.getLong();
                default ->
                    throw new ArrayFormatException("numbers were expected, it holds " + header.kind() + header.size());
            };
        }
        return values;
    }

    /**
     * The next elements of an array of text, or of whole numbers as text.
     *
     * @throws ArrayFormatException when it is of something else, or ends before
     */
    public String[] nextStrings(int count) throws IOException {
        String[] values = new String[count];
        if (header.kind() == 'U') {
            int width = header.size() * CHARACTER_BYTES;
            Charset charset = Charset.forName(header.bigEndian() ? "UTF-32BE" : "UTF-32LE");
            byte[] bytes = next(count, width).array();
            for (int i = 0; i < count; i++) {
                String padded = new String(bytes, i * width, width, charset);
                int end = padded.indexOf('\0');
                values[i] = end < 0 ? padded : padded.substring(0, end);
            }
            return values;
        }
        ByteBuffer bytes = next(count, header.size());
        for (int i = 0; i < count; i++) {
            values[i] = switch (header.kind() + "" + header.size()) {
                case "i4" -> Integer.toString(bytes.getInt());
                case "i8" -> Long.toString(bytes.getLong());
                default ->
                    throw new ArrayFormatException("text was expected, it holds " + header.kind() + header.size());
            };
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private ByteBuffer next(int count, int size) throws IOException {
        byte[] bytes = new byte[Math.multiplyExact(count, size)];
        try {
            in.readFully(bytes);
        } catch (EOFException e) {
            throw new ArrayFormatException("it ends before its last element");
        }
        return ByteBuffer.wrap(bytes).order(header.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }
}
