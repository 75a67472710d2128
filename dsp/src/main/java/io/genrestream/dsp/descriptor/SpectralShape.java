package io.genrestream.dsp.descriptor;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;

/**
 * Centroid, bandwidth, rolloff and flatness. With s the magnitudes and f their frequencies: centroid is sum(s f)/sum(s);
 * bandwidth the square root of sum(s (f - centroid)^2)/sum(s); rolloff the lowest f below which 85 % of sum(s) lie;
 * flatness the geometric over the arithmetic mean of the powers, none under 1e-10.
 */
final class SpectralShape {
    private static final double ROLLOFF = 0.85;
    private static final double FLOOR = 1e-10;
    /** Factors in one product: 16 values between 1e-10 and 1e15 neither vanish nor overflow. */
    private static final int GROUP = 16;

    private final double binHz;

    SpectralShape(FrontEndSpec spec) {
        binHz = (double) spec.sampleRate() / spec.fft();
    }

    void describe(double[] magnitude, double[] power, float[] row, int offset) {
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int bin = 0; bin < magnitude.length; bin++) {
            double s = magnitude[bin];
            sum += s;
            first += s * bin;
            second += s * bin * bin;
        }
        double centroid = sum > 0 ? first / sum : 0;
        double variance = sum > 0 ? Math.max(second / sum - centroid * centroid, 0) : 0;
        row[offset + Descriptor.CENTROID.ordinal()] = (float) (centroid * binHz);
        row[offset + Descriptor.BANDWIDTH.ordinal()] = (float) (Math.sqrt(variance) * binHz);
        row[offset + Descriptor.ROLLOFF.ordinal()] = (float) (rolloffBin(magnitude, ROLLOFF * sum) * binHz);
        row[offset + Descriptor.FLATNESS.ordinal()] = (float) flatness(power);
    }

    private static int rolloffBin(double[] magnitude, double threshold) {
        double sum = 0;
        for (int bin = 0; bin < magnitude.length; bin++) {
            sum += magnitude[bin];
            if (sum >= threshold) {
                return bin;
            }
        }
        return magnitude.length - 1;
    }

    /** The sum of logarithms is taken as the logarithm of products: one logarithm for {@link #GROUP} bins. */
    private static double flatness(double[] power) {
        double logs = 0;
        double sum = 0;
        int bin = 0;
        while (bin < power.length) {
            int end = Math.min(bin + GROUP, power.length);
            double product = 1;
            for (; bin < end; bin++) {
                double value = Math.max(power[bin], FLOOR);
                product *= value;
                sum += value;
            }
            logs += Math.log(product);
        }
        return Math.exp(logs / power.length) / (sum / power.length);
    }
}
