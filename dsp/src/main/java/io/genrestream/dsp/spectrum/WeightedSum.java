package io.genrestream.dsp.spectrum;

/** A few weighted sums over all bins of a spectrum at once. */
public final class WeightedSum {
    private final Kernel kernel = Kernel.fastest();
    private final int width;
    private final float[] table;
    private final float[] values;
    private final float[] sums;

    /** @param weights {@code [bins][sums]} */
    public WeightedSum(float[][] weights) {
        width = roundUp(weights[0].length, 16);
        values = new float[roundUp(weights.length, 4)];
        table = new float[values.length * width];
        sums = new float[width];
        for (int bin = 0; bin < weights.length; bin++) {
            System.arraycopy(weights[bin], 0, table, bin * width, weights[bin].length);
        }
    }

    /** One value a sum, then padding; the array is used again by the next call. */
    public float[] of(double[] spectrum) {
        for (int bin = 0; bin < spectrum.length; bin++) {
            values[bin] = (float) spectrum[bin];
        }
        kernel.product(values, table, width, sums);
        return sums;
    }

    private static int roundUp(int count, int multiple) {
        return (count + multiple - 1) / multiple * multiple;
    }
}
