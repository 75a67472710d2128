package io.genrestream.dsp.descriptor;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;

/**
 * Centroid, bandwidth, rolloff and flatness. With s the magnitudes and f their frequencies: centroid is sum(s f)/sum(s);
 * bandwidth the square root of sum(s (f - centroid)^2)/sum(s); rolloff the lowest f below which 85 % of sum(s) lie.
 */
public final class SpectralShape {
    private static final double ROLLOFF = 0.85;
    private static final int BLOCK = 16;

    private final double binHz;
    private final double[] blockSum;
    private final Flatness flatness = new Flatness();

    public SpectralShape(FrontEndSpec spec) {
        binHz = (double) spec.sampleRate() / spec.fft();
        blockSum = new double[spec.fft() / 2 / BLOCK + 1];
    }

    /**
     * @param magnitude of a frame, fft/2 + 1 values
     * @param power its squares
     * @param row receives the four values, in the places of {@link Descriptor} from {@code offset} on
     */
    public void describe(double[] magnitude, double[] power, float[] row, int offset) {
        double sum = 0;
        double first = 0;
        double second = 0;
        for (int block = 0; block < blockSum.length; block++) {
            // Even and odd bins apart: a single sum would wait for each addition to end.
            double even = 0;
            double odd = 0;
            double firstEven = 0;
            double firstOdd = 0;
            double secondEven = 0;
            double secondOdd = 0;
            int bin = block * BLOCK;
            int end = Math.min(bin + BLOCK, magnitude.length);
            for (; bin + 1 < end; bin += 2) {
                double a = magnitude[bin] * bin;
                double b = magnitude[bin + 1] * (bin + 1);
                even += magnitude[bin];
                odd += magnitude[bin + 1];
                firstEven += a;
                firstOdd += b;
                secondEven += a * bin;
                secondOdd += b * (bin + 1);
            }
            if (bin < end) {
                even += magnitude[bin];
                firstEven += magnitude[bin] * bin;
                secondEven += magnitude[bin] * bin * bin;
            }
            blockSum[block] = even + odd;
            sum += blockSum[block];
            first += firstEven + firstOdd;
            second += secondEven + secondOdd;
        }
        double centroid = sum > 0 ? first / sum : 0;
        double variance = sum > 0 ? Math.max(second / sum - centroid * centroid, 0) : 0;
        row[offset + Descriptor.CENTROID.ordinal()] = (float) (centroid * binHz);
        row[offset + Descriptor.BANDWIDTH.ordinal()] = (float) (Math.sqrt(variance) * binHz);
        row[offset + Descriptor.ROLLOFF.ordinal()] = (float) (rolloffBin(magnitude, ROLLOFF * sum) * binHz);
        row[offset + Descriptor.FLATNESS.ordinal()] = (float) flatness.of(power);
    }

    /** Whole blocks first, then the bins of the block that reaches the threshold. */
    private int rolloffBin(double[] magnitude, double threshold) {
        double below = 0;
        int block = 0;
        while (block + 1 < blockSum.length && below + blockSum[block] < threshold) {
            below += blockSum[block++];
        }
        int bin = block * BLOCK;
        double sum = below + magnitude[bin];
        while (sum < threshold && bin + 1 < magnitude.length) {
            sum += magnitude[++bin];
        }
        return bin;
    }
}
