package io.genrestream.dsp.window;

import io.genrestream.dsp.FrameSink;
import java.util.Arrays;

/** Consecutive frames of a stream that are at hand: {@code [count][width]}, row-major. Reused from chunk to chunk. */
public final class FrameBuffer implements FrameSink {
    private final int width;
    private float[] rows;
    private long first;
    private int count;

    /** @param width values a frame */
    public FrameBuffer(int width) {
        this.width = width;
        this.rows = new float[64 * width];
    }

    /** Makes room for the frames {@code [from, to)} of a stream, whose values the caller then fills in. */
    public float[] restart(long from, long to) {
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

    public float[] rows() {
        return rows;
    }

    /** Number in the stream of the frame after the last. */
    public long end() {
        return first + count;
    }

    /** The row that holds a frame of the stream. */
    public int rowOf(long frame) {
        return (int) (frame - first);
    }

    /** Forgets the frames before {@code frame}, which may be still to come. */
    public void discardBefore(long frame) {
        int gone = (int) Math.clamp(frame - first, 0, count);
        System.arraycopy(rows, gone * width, rows, 0, (count - gone) * width);
        first += gone;
        count -= gone;
    }

    private void reserve(int frames) {
        if (frames * width > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(frames * width, 2 * rows.length));
        }
    }
}
