package io.genrestream.cli.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Vectors in the order of their time, of which neighbours are averaged as soon as there are more than a picture can
 * show: its size does not grow with the track.
 */
final class MeanColumns {
    private static final int MOST = 2048;

    private final double[] sum;
    private List<float[]> columns = new ArrayList<>();
    private int step = 1;
    private int summed;

    /** @param width numbers of a vector */
    MeanColumns(int width) {
        sum = new double[width];
    }

    void add(double[] vector) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += vector[i];
        }
        count();
    }

    void add(float[] vector) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += vector[i];
        }
        count();
    }

    boolean isEmpty() {
        return columns.isEmpty() && summed == 0;
    }

    /** Vectors that one column is the mean of; the last may be of fewer. */
    int step() {
        return step;
    }

    /** {@code [columns][width]}. */
    float[][] values() {
        List<float[]> all = new ArrayList<>(columns);
        if (summed > 0) {
            all.add(mean());
        }
        return all.toArray(float[][]::new);
    }

    private void count() {
        if (++summed < step) {
            return;
        }
        columns.add(mean());
        Arrays.fill(sum, 0);
        summed = 0;
        if (columns.size() == MOST) {
            halve();
        }
    }

    private float[] mean() {
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / summed);
        }
        return mean;
    }

    private void halve() {
        List<float[]> half = new ArrayList<>();
        for (int i = 0; i < columns.size(); i += 2) {
            float[] first = columns.get(i);
            float[] second = columns.get(i + 1);
            for (int j = 0; j < first.length; j++) {
                first[j] = (first[j] + second[j]) / 2;
            }
            half.add(first);
        }
        columns = half;
        step *= 2;
    }
}
