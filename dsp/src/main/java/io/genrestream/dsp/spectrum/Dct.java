package io.genrestream.dsp.spectrum;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.FrontEndSpec.DctNorm;

/**
 * The first coefficients of the DCT-II of a frame's mel bands: {@code c[k] = g sum x[b] cos(pi k (2b + 1) / 2n)}. The
 * cosine is the same at b and n - 1 - b for even k, and the opposite for odd k: so even coefficients need only the sums
 * of such pairs of bands, odd ones their differences, and half a table.
 */
public final class Dct {
    private final Kernel kernel = Kernel.fastest();
    private final int coefficients;
    private final int width;
    /** {@code [pairs][width]}: coefficients 0, 2, 4, … and 1, 3, 5, …, padded. */
    private final double[] evenTable;

    private final double[] oddTable;
    private final double[] sums;
    private final double[] differences;
    private final double[] evens;
    private final double[] odds;

    public Dct(FrontEndSpec spec) {
        int bands = spec.bands();
        int pairs = (bands + 1) / 2;
        coefficients = spec.mfccCount();
        width = ((coefficients + 1) / 2 + Kernel.BLOCK - 1) / Kernel.BLOCK * Kernel.BLOCK;
        evenTable = new double[pairs * width];
        oddTable = new double[pairs * width];
        sums = new double[pairs];
        differences = new double[pairs];
        evens = new double[width];
        odds = new double[width];
        for (int k = 0; k < coefficients; k++) {
            double gain = spec.dct() == DctNorm.NONE ? 2 : Math.sqrt((k == 0 ? 1.0 : 2.0) / bands);
            double[] table = k % 2 == 0 ? evenTable : oddTable;
            for (int b = 0; b < pairs; b++) {
                // The middle band of an odd number is its own partner, and would count twice.
                double weight = 2 * b + 1 == bands ? gain / 2 : gain;
                table[b * width + k / 2] = weight * Math.cos(Math.PI * k * (2 * b + 1) / (2 * bands));
            }
        }
    }

    /** Writes the coefficients of {@code bands} to {@code row} from {@code offset} on. */
    public void transform(double[] bands, float[] row, int offset) {
        for (int b = 0; b < sums.length; b++) {
            double mirror = bands[bands.length - 1 - b];
            sums[b] = bands[b] + mirror;
            differences[b] = bands[b] - mirror;
        }
        kernel.product(sums, evenTable, width, evens);
        kernel.product(differences, oddTable, width, odds);
        for (int k = 0; k < coefficients; k++) {
            row[offset + k] = (float) (k % 2 == 0 ? evens : odds)[k / 2];
        }
    }
}
