package io.genrestream.dsp.spectrum;

/** A few weighted sums over all bins of a spectrum at once. */
public final class WeightedSum {
    private static final int LANES = 16; // floats of the widest vectors; the table is padded to them

    private final Kernel kernel = Kernel.fastest();
    private final int width;
    private final float[] table;
    private final float[] sums;

    /** @param weights {@code [bins][sums]} */
    public WeightedSum(float[][] weights) {
        width = (weights[0].length + LANES - 1) / LANES * LANES;
        table = new float[weights.length * width];
        sums = new float[width];
        for (int bin = 0; bin < weights.length; bin++) {
            System.arraycopy(weights[bin], 0, table, bin * width, weights[bin].length);
        }
    }

    /** One value a sum, then padding; the array is used again by the next call. */
    public float[] of(double[] spectrum) {
        kernel.product(spectrum, spectrum.length, table, width, sums);
        return sums;
    }
}
