package io.genrestream.dsp.spectrum;

/**
 * The inner loops that pay for being written with the Vector API. Every lane does what the scalar loop does for one
 * element, in the same order and without fused operations, so that both give the same bits at any lane width.
 */
interface Kernel {

    /** The fastest that this JVM can run: vectors where it was started with {@code jdk.incubator.vector}. */
    static Kernel fastest() {
        // VectorKernel is named in the second branch alone: where the module is absent it is never linked.
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()
                ? new ScalarKernel()
                : new VectorKernel();
    }

    /**
     * One radix-4 pass of Stockham's transform over {@code n} rows of {@code stride} complex values (forward, e^-i).
     * Reads rows p, p + n/4, p + n/2 and p + 3n/4, writes rows 4p to 4p + 3.
     *
     * @param twiddle cosine and sine of the three rotations, 6 values for each p of n/4
     */
    void radix4(double[] xr, double[] xi, double[] yr, double[] yi, int n, int stride, double[] twiddle);

    /** The last pass where the number of rows is no power of 4: rows 0 and 1 of {@code stride} values each. */
    void radix2(double[] xr, double[] xi, double[] yr, double[] yi, int stride);

    /**
     * The power spectrum of a real signal out of the half-length transform z of its even and odd samples.
     *
     * @param cos cosine of pi k / m for k = 0 … m - 1, the half-length
     * @param sin sine of the same
     * @param power receives |X[k]|^2 for k = 0 … m
     */
    void powers(double[] zr, double[] zi, double[] cos, double[] sin, int m, double[] power);

    /**
     * {@code out[c] = sum over b of x[b] * table[b * width + c]}, added up in the order of b.
     *
     * @param width a multiple of 8
     */
    void product(double[] x, int n, double[] table, int width, double[] out);

    /** As above, on a table of floats: half the memory to read, for sums that need no more. */
    void product(double[] x, int n, float[] table, int width, float[] out);
}
