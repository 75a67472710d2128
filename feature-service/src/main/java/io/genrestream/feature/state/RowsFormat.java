package io.genrestream.feature.state;

import io.genrestream.streams.StateFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A whole matrix: its width, then float32 big-endian up to the end, in one piece. */
final class RowsFormat extends StateFormat<Rows> {
    RowsFormat() {
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
