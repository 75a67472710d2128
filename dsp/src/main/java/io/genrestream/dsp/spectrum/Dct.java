package io.genrestream.dsp.spectrum;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.FrontEndSpec.DctNorm;

/** The first coefficients of the DCT-II of a frame's mel bands: {@code c[k] = g sum x[b] cos(pi k (2b + 1) / 2n)}. */
public final class Dct {
    private final Kernel kernel = Kernel.fastest();
    private final int coefficients;
    private final int width;
    private final double[] table;
    private final double[] sums;

    public Dct(FrontEndSpec spec) {
        int bands = spec.bands();
        coefficients = spec.mfccCount();
        width = (coefficients + Kernel.BLOCK - 1) / Kernel.BLOCK * Kernel.BLOCK;
        table = new double[bands * width];
        sums = new double[width];
        for (int k = 0; k < coefficients; k++) {
            double gain = spec.dct() == DctNorm.NONE ? 2 : Math.sqrt((k == 0 ? 1.0 : 2.0) / bands);
            for (int b = 0; b < bands; b++) {
                table[b * width + k] = gain * Math.cos(Math.PI * k * (2 * b + 1) / (2 * bands));
            }
        }
    }

    /** Writes the coefficients of {@code bands} to {@code row} from {@code offset} on. */
    public void transform(double[] bands, float[] row, int offset) {
        kernel.product(bands, bands.length, table, width, sums);
        for (int k = 0; k < coefficients; k++) {
            row[offset + k] = (float) sums[k];
        }
    }
}
