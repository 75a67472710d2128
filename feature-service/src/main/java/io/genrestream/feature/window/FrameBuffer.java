package io.genrestream.feature.window;

import io.genrestream.dsp.FrameSink;
import java.util.Arrays;

/** The frames at hand while a chunk is worked through: {@code [count][width]}, row-major. Reused from chunk to chunk. */
final class FrameBuffer implements FrameSink {
    private final int width;
    private float[] rows;
    private long first;
    private int count;

    FrameBuffer(int width) {
        this.width = width;
        this.rows = new float[64 * width];
    }

    /** Makes room for the frames {@code [from, to)} of a stream, whose values the caller then fills in. */
    float[] restart(long from, long to) {
        first = from;
        count = (int) (to - from);
        reserve(count);
        return rows;
    }

    @Override
    public void frame(float[] row) {
        reserve(count + 1);
        System.arraycopy(row, 0, rows, count * width, width);
        count++;
    }

    float[] rows() {
        return rows;
    }

    /** Number in the stream of the frame after the last. */
    long end() {
        return first + count;
    }

    /** The row that holds a frame of the stream. */
    int rowOf(long frame) {
        return (int) (frame - first);
    }

    private void reserve(int frames) {
        if (frames * width > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(frames * width, 2 * rows.length));
        }
    }
}
