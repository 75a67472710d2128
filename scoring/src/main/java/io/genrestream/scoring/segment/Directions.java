package io.genrestream.scoring.segment;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The directions of the last windows' embeddings, each folded to a few values of a byte: with signs as good as random,
 * so that angles between embeddings stay nearly what they were, and the state of a stream stays small whatever the model.
 */
final class Directions {
    /** With half as many fewer changes are found; twice as many find no more (docs/segments.md). */
    private static final int FOLDED = 48;
    /** Keeps values that hardly vary from counting for more than the others, whose variance is about 0.7. */
    private static final double LEAST_VARIANCE = 0.06;

    private static final int SIGNS = 0x9E3779B9;

    private final int windows;
    private final byte[] values;
    /** What makes the mean square of a window's values 1; 0 where all are 0. */
    private final double[] scales;

    private final float[] folded = new float[FOLDED];

    Directions(int windows) {
        this.windows = windows;
        this.values = new byte[windows * FOLDED];
        this.scales = new double[windows];
    }

    /** Takes the place of the oldest. */
    void put(long window, float[] embedding) {
        Arrays.fill(folded, 0);
        for (int i = 0; i < embedding.length; i++) {
            folded[i % FOLDED] += i * SIGNS < 0 ? -embedding[i] : embedding[i];
        }
        float largest = 0;
        for (float value : folded) {
            largest = Math.max(largest, Math.abs(value));
        }
        int place = place(window);
        for (int i = 0; i < FOLDED; i++) {
            values[place * FOLDED + i] = (byte) (largest == 0 ? 0 : Math.round(Byte.MAX_VALUE * folded[i] / largest));
        }
        scale(place);
    }

    /**
     * How far the {@code before} windows that end before window {@code first} lie from the {@code after} that begin
     * with it: the squared difference of their means over the sum of their variances, in the mean of all values.
     */
    float apart(long first, int before, int after) {
        double sum = 0;
        for (int i = 0; i < FOLDED; i++) {
            double meanBefore = mean(i, first - before, before);
            double meanAfter = mean(i, first, after);
            double step = meanAfter - meanBefore;
            double variance = variance(i, first - before, before, meanBefore) + variance(i, first, after, meanAfter);
            sum += step * step / (variance + LEAST_VARIANCE);
        }
        return (float) (sum / FOLDED);
    }

    int bytes() {
        return values.length;
    }

    void write(ByteBuffer out) {
        out.put(values);
    }

    void read(ByteBuffer in) {
        in.get(values);
        for (int place = 0; place < windows; place++) {
            scale(place);
        }
    }

    private void scale(int place) {
        int squares = 0;
        for (int i = 0; i < FOLDED; i++) {
            int value = values[place * FOLDED + i];
            squares += value * value;
        }
        scales[place] = squares == 0 ? 0 : Math.sqrt((double) FOLDED / squares);
    }

    private double mean(int i, long first, int count) {
        double sum = 0;
        for (int window = 0; window < count; window++) {
            sum += value(i, first + window);
        }
        return sum / count;
    }

    private double variance(int i, long first, int count, double mean) {
        double sum = 0;
        for (int window = 0; window < count; window++) {
            double off = value(i, first + window) - mean;
            sum += off * off;
        }
        return sum / count;
    }

    private double value(int i, long window) {
        int place = place(window);
        return values[place * FOLDED + i] * scales[place];
    }

    private int place(long window) {
        return (int) (window % windows);
    }
}
