package io.genrestream.dsp.fma;

import java.util.Arrays;

/** A row of values for each frame, {@code [frames][width]} in one array that grows. */
final class FrameTable {
    private final int width;
    private float[] values;
    private int frames;

    FrameTable(int width) {
        this.width = width;
        values = new float[2048 * width];
    }

    void clear() {
        frames = 0;
    }

    /** Adds a row of zeros and returns where in {@link #values} it starts. */
    int addRow() {
        int at = frames * width;
        if (at == values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(frames / 2 * 3, width));
        }
        Arrays.fill(values, at, at + width, 0);
        frames++;
        return at;
    }

    int frames() {
        return frames;
    }

    int row(int frame) {
        return frame * width;
    }

    float[] values() {
        return values;
    }
}
