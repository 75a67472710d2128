package io.genrestream.dsp.fma;

import java.util.Arrays;

/**
 * Chroma energy normalised statistics (Mueller and Ewert 2011): each frame's shares of the twelve pitch classes in five
 * steps, smoothed over 41 frames, to a Euclidean length of 1.
 */
final class Cens {
    private static final int CLASSES = SemitoneFilters.CLASSES;
    private static final double[] STEPS = {0.05, 0.1, 0.2, 0.4};
    private static final float STEP_HEIGHT = 0.25f;
    private static final int REACH = 20; // frames on each side

    private Cens() {}

    /** @param classes {@code [frames][12]}, none below zero; what is returned has the same layout */
    static float[] of(float[] classes, int frames) {
        float[] steps = quantised(classes, frames);
        double[] window = window();
        float[] cens = new float[steps.length];
        double[] sums = new double[CLASSES];
        for (int frame = 0; frame < frames; frame++) {
            Arrays.fill(sums, 0);
            int last = Math.min(frame + REACH, frames - 1);
            for (int other = Math.max(frame - REACH, 0); other <= last; other++) {
                double weight = window[other - frame + REACH];
                for (int c = 0; c < CLASSES; c++) {
                    sums[c] += weight * steps[other * CLASSES + c];
                }
            }
            double squares = 0;
            for (double sum : sums) {
                squares += sum * sum;
            }
            double scale = squares > 0 ? Math.sqrt(squares) : 1;
            for (int c = 0; c < CLASSES; c++) {
                cens[frame * CLASSES + c] = (float) (sums[c] / scale);
            }
        }
        return cens;
    }

    private static float[] quantised(float[] classes, int frames) {
        float[] steps = new float[frames * CLASSES];
        for (int row = 0; row < steps.length; row += CLASSES) {
            double sum = 0;
            for (int c = 0; c < CLASSES; c++) {
                sum += classes[row + c];
            }
            for (int c = 0; c < CLASSES; c++) {
                for (double step : STEPS) {
                    steps[row + c] += classes[row + c] > step * sum ? STEP_HEIGHT : 0;
                }
            }
        }
        return steps;
    }

    /** Hann's, symmetric, between the two zeros that lie outside of it. */
    private static double[] window() {
        double[] window = new double[2 * REACH + 1];
        for (int i = 0; i < window.length; i++) {
            window[i] = (0.5 - 0.5 * Math.cos(Math.PI * (i + 1) / (REACH + 1))) / (REACH + 1);
        }
        return window;
    }
}
