package io.genrestream.dsp.fma;

import io.genrestream.dsp.spectrum.RealSpectrum;
import java.util.Arrays;

/**
 * The constant-Q filters of an octave's twelve semitones, C to B, as weights of a spectrum's bins. Each octave is read at
 * half the rate of the one above it, where its filters have the same length in samples: so these serve all octaves.
 *
 * <p>A filter is a complex sinusoid of f under a periodic Hann window of Q rate / f samples that adds up to 1, times the
 * square root of that length, as in librosa's {@code vqt}; Q follows from semitones as (2^(1/6) + 1)/(2^(1/6) - 1). Of
 * its spectrum's magnitudes, the smallest that together make 1 % are left out.
 */
final class SemitoneFilters {
    static final int SIZE = 256;
    static final int CLASSES = 12;
    private static final double Q = (Math.pow(2, 1.0 / 6) + 1) / (Math.pow(2, 1.0 / 6) - 1);
    private static final double TOP_C_HZ = 440 * Math.pow(2, 3 - 9.0 / 12);
    private static final double LEFT_OUT = 0.01;

    private final RealSpectrum spectrum = new RealSpectrum(SIZE);
    private final int[] from = new int[CLASSES];
    private final double[][] real = new double[CLASSES][];
    private final double[][] imaginary = new double[CLASSES][];

    /**
     * @param sampleRate of the top octave's samples, Hz
     * @param tuning in semitones
     */
    SemitoneFilters(int sampleRate, double tuning) {
        for (int c = 0; c < CLASSES; c++) {
            set(c, TOP_C_HZ * Math.pow(2, (c + tuning) / 12) / sampleRate);
        }
    }

    /** Adds the magnitude of each semitone in {@link #SIZE} samples to {@code classes}, from {@code at} on. */
    void add(double[] samples, int offset, float[] classes, int at) {
        spectrum.transform(samples, offset);
        double[] re = spectrum.real();
        double[] im = spectrum.imaginary();
        for (int c = 0; c < CLASSES; c++) {
            double[] filterRe = real[c];
            double[] filterIm = imaginary[c];
            double sumRe = 0;
            double sumIm = 0;
            for (int i = 0; i < filterRe.length; i++) {
                int bin = from[c] + i;
                sumRe += filterRe[i] * re[bin] - filterIm[i] * im[bin];
                sumIm += filterRe[i] * im[bin] + filterIm[i] * re[bin];
            }
            classes[at + c] += (float) Math.sqrt(sumRe * sumRe + sumIm * sumIm);
        }
    }

    /** @param frequency in cycles a sample */
    private void set(int c, double frequency) {
        double length = Q / frequency;
        int first = (int) Math.floor(-length / 2);
        int count = (int) Math.floor(length / 2) - first;
        int margin = (SIZE - count) / 2;
        double gain = 2.0 / count * Math.sqrt(length) / SIZE; // the window's values add up to count / 2
        double[] cos = new double[SIZE];
        double[] sin = new double[SIZE];
        for (int i = 0; i < count; i++) {
            double taper = gain * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / count));
            double angle = 2 * Math.PI * frequency * (first + i);
            cos[margin + i] = taper * Math.cos(angle);
            sin[margin + i] = taper * Math.sin(angle);
        }
        keepStrongest(c, positiveFrequencies(cos, sin));
    }

    /** Of a complex signal: {@code {real, imaginary}}. */
    private double[][] positiveFrequencies(double[] cos, double[] sin) {
        spectrum.transform(cos, 0);
        double[] re = spectrum.real().clone();
        double[] im = spectrum.imaginary().clone();
        spectrum.transform(sin, 0);
        for (int bin = 0; bin < re.length; bin++) {
            re[bin] -= spectrum.imaginary()[bin];
            im[bin] += spectrum.real()[bin];
        }
        return new double[][] {re, im};
    }

    private void keepStrongest(int c, double[][] filter) {
        double[] magnitude = new double[filter[0].length];
        Arrays.setAll(magnitude, bin -> Math.hypot(filter[0][bin], filter[1][bin]));
        double least = leastKept(magnitude);
        int first = 0;
        while (magnitude[first] < least) {
            first++;
        }
        int end = magnitude.length;
        while (magnitude[end - 1] < least) {
            end--;
        }
        from[c] = first;
        real[c] = Arrays.copyOfRange(filter[0], first, end);
        imaginary[c] = Arrays.copyOfRange(filter[1], first, end);
        for (int bin = first; bin < end; bin++) {
            if (magnitude[bin] < least) {
                real[c][bin - first] = 0;
                imaginary[c][bin - first] = 0;
            }
        }
    }

    private static double leastKept(double[] magnitude) {
        double[] sorted = magnitude.clone();
        Arrays.sort(sorted);
        double all = Arrays.stream(sorted).sum();
        double sum = 0;
        for (double value : sorted) {
            sum += value;
            if (sum >= LEFT_OUT * all) {
                return value;
            }
        }
        throw new IllegalStateException("A filter without weights.");
    }
}
