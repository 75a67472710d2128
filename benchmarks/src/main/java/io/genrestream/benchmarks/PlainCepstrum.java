package io.genrestream.benchmarks;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.spectrum.MelBank;

/** From a power spectrum to MFCC as a careful Java programmer would write it: sparse mel, Math.log10, a table for the DCT. */
final class PlainCepstrum {
    private static final double AMIN = 1e-10;

    private final int[] first;
    private final double[][] weights;
    private final double[][] dct;
    private final double[] decibels;
    private final double[] mfcc;

    PlainCepstrum(FrontEndSpec spec) {
        int bands = spec.bands();
        first = new int[bands];
        weights = new double[bands][];
        double[][] triangles = triangles(spec);
        for (int b = 0; b < bands; b++) {
            int from = 0;
            int to = triangles[b].length;
            while (from < to && triangles[b][from] == 0) {
                from++;
            }
            while (to > from && triangles[b][to - 1] == 0) {
                to--;
            }
            first[b] = from;
            weights[b] = java.util.Arrays.copyOfRange(triangles[b], from, to);
        }
        dct = new double[spec.mfccCount()][bands];
        for (int k = 0; k < dct.length; k++) {
            for (int b = 0; b < bands; b++) {
                dct[k][b] = Math.sqrt((k == 0 ? 1.0 : 2.0) / bands) * Math.cos(Math.PI * k * (2 * b + 1) / (2 * bands));
            }
        }
        decibels = new double[bands];
        mfcc = new double[dct.length];
    }

    double[] of(double[] power) {
        for (int b = 0; b < decibels.length; b++) {
            double sum = 0;
            double[] triangle = weights[b];
            int from = first[b];
            for (int i = 0; i < triangle.length; i++) {
                sum += triangle[i] * power[from + i];
            }
            decibels[b] = 10 * Math.log10(Math.max(sum, AMIN));
        }
        for (int k = 0; k < mfcc.length; k++) {
            double sum = 0;
            double[] cosines = dct[k];
            for (int b = 0; b < decibels.length; b++) {
                sum += cosines[b] * decibels[b];
            }
            mfcc[k] = sum;
        }
        return mfcc;
    }

    /** {@code [bands][bins]}, read off our own filter bank by unit impulses: the same numbers on both sides. */
    private static double[][] triangles(FrontEndSpec spec) {
        MelBank bank = new MelBank(spec);
        int bins = spec.fft() / 2 + 1;
        double[][] triangles = new double[spec.bands()][bins];
        double[] impulse = new double[bins];
        double[] column = new double[spec.bands()];
        for (int bin = 0; bin < bins; bin++) {
            impulse[bin] = 1;
            bank.sum(impulse, column);
            impulse[bin] = 0;
            for (int b = 0; b < column.length; b++) {
                triangles[b][bin] = column[b];
            }
        }
        return triangles;
    }
}
