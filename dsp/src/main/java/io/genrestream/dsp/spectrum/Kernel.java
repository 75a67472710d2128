package io.genrestream.dsp.spectrum;

/**
 * The inner loops that pay for being written with the Vector API. Every lane does what the scalar loop does for one
 * element, in the same order and without fused operations, so that both give the same bits at any lane width.
 */
interface Kernel {
    /** Columns that {@link #product} works on at a time; tables are padded to a multiple of it. */
    int BLOCK = 16;

    /** The fastest that this JVM can run: vectors where it was started with {@code jdk.incubator.vector}. */
    static Kernel fastest() {
        // VectorKernel is named in the second branch alone: where the module is absent it is never linked.
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()
                ? new ScalarKernel()
                : new VectorKernel();
    }

    /**
     * Tapers a frame: its even samples become real parts, its odd ones imaginary parts.
     *
     * @param even the taper's values at even samples, one a pair
     * @param odd the same at odd samples
     * @param pairs how many
     */
    void pack(short[] frame, double[] even, double[] odd, int pairs, double[] zr, double[] zi);

    /**
     * One radix-4 pass of Stockham's transform over {@code n} rows of {@code stride} complex values (forward, e^-i).
     * Reads rows p, p + n/4, p + n/2 and p + 3n/4, writes rows 4p to 4p + 3.
     *
     * @param twiddle cosine and sine of the three rotations, 6 values for each p of n/4
     */
    void radix4(double[] xr, double[] xi, double[] yr, double[] yi, int n, int stride, double[] twiddle);

    /** The last pass where the number of rows is no power of 4: rows 0 and 1 of {@code stride} values each. */
    void radix2(double[] xr, double[] xi, double[] yr, double[] yi, int stride);

    /** {@code z[i] *= cos[i] + i sin[i]} for {@code n} complex values. */
    void turn(double[] zr, double[] zi, double[] cos, double[] sin, int n);

    /** {@code y[column][row] = x[row][column]}; rows and columns are multiples of 4. */
    void transpose(double[] x, int rows, int columns, double[] y);

    /**
     * The power spectrum of a real signal out of the half-length transform z of its even and odd samples.
     *
     * @param cos cosine of pi k / m for k = 0 … m/2, m the half-length
     * @param sin sine of the same
     * @param power receives |X[k]|^2 for k = 0 … m
     */
    void powers(double[] zr, double[] zi, double[] cos, double[] sin, int m, double[] power);

    /**
     * {@code out[c] = sum over b of x[b] * table[b * width + c]}, added up in the order of b.
     *
     * @param width a multiple of {@link #BLOCK}
     */
    void product(double[] x, double[] table, int width, double[] out);

    /**
     * As above in float, for sums that need no more; added up in four sums, each of every fourth b.
     *
     * @param x a multiple of 4 values
     * @param width a multiple of 16
     */
    void product(float[] x, float[] table, int width, float[] out);
}
