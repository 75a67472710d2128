package io.genrestream.feature.state;

import io.genrestream.streams.StateFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Some rows of a row-major matrix, and of each some columns: a view, which shares the matrix' values.
 *
 * @param values of the whole matrix
 * @param stride values from one of its rows to the next
 * @param firstRow of the matrix
 * @param count of rows
 * @param firstColumn of the matrix
 * @param width of columns
 */
public record Rows(float[] values, int stride, int firstRow, int count, int firstColumn, int width) {

    /** A whole matrix of {@code width} columns. */
    public static Rows of(float[] values, int width) {
        return new Rows(values, width, 0, values.length / width, 0, width);
    }

    /** Some of these rows. */
    public Rows rows(int first, int some) {
        return new Rows(values, stride, firstRow + first, some, firstColumn, width);
    }

    /** Some of these columns. */
    public Rows columns(int first, int some) {
        return new Rows(values, stride, firstRow, count, firstColumn + first, some);
    }

    /** Copies the values to as many rows and columns of another matrix. */
    public void copyTo(Rows other) {
        for (int row = 0; row < count; row++) {
            System.arraycopy(values, start(row), other.values, other.start(row), width);
        }
    }

    /** A matrix of these values alone. */
    Rows copy() {
        Rows copy = of(new float[count * width], width);
        copyTo(copy);
        return copy;
    }

    private int start(int row) {
        return (firstRow + row) * stride + firstColumn;
    }

    /** A whole matrix: its width, then float32 big-endian up to the end, in one piece. */
    static final class Format extends StateFormat<Rows> {
        Format() {
            super(1, 1);
        }

        @Override
        protected void write(Rows matrix, DataOutputStream out) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(matrix.values().length * Float.BYTES);
            bytes.asFloatBuffer().put(matrix.values());
            out.writeShort(matrix.width());
            out.write(bytes.array());
        }

        @Override
        protected Rows read(DataInputStream in, int version) throws IOException {
            int width = in.readShort();
            ByteBuffer bytes = ByteBuffer.wrap(readRest(in));
            float[] values = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(values);
            return Rows.of(values, width);
        }
    }
}
