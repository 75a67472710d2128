package io.genrestream.dsp.descriptor;

/**
 * The inner loops of the descriptors that pay for being written with the Vector API. Both kinds give the same bits, at
 * any lane width.
 */
interface DescriptorKernel {
    /** Columns of {@link #maxima}. */
    int MAXIMA = 32;

    /** Columns of {@link #products}. */
    int PRODUCTS = 16;

    /** Factors that a product takes between two looks at its exponent. */
    int FACTORS = 15;

    /** The fastest that this JVM can run: vectors where it was started with {@code jdk.incubator.vector}. */
    static DescriptorKernel fastest() {
        // VectorDescriptorKernel is named in the second branch alone: where the module is absent it is never linked.
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()
                ? new ScalarDescriptorKernel()
                : new VectorDescriptorKernel();
    }

    /**
     * The largest values of {@link #MAXIMA} interleaved columns.
     *
     * @param rows values of each column, at least 1
     * @param maxima receives one value a column
     */
    void maxima(long[] x, int from, int rows, long[] maxima);

    /** Bit i is set where {@code x[from + i]} is at least {@code least}, for i = 0 … 63. */
    long atLeast(long[] x, int from, long least);

    /** The sum of the samples' squares. */
    long energy(short[] samples);

    /** How many samples have another sign than the one before; zero counts as positive. */
    int signChanges(short[] samples);

    /**
     * Sums and products of {@link #PRODUCTS} interleaved columns of values, each raised to {@code floor}. A product is
     * {@code mantissas[c] * 2^exponents[c]}, the mantissa from 1 to under 2.
     *
     * @param x rows of {@link #PRODUCTS} values, no product of 16 of which overflows or vanishes
     */
    void products(double[] x, int rows, double floor, double[] sums, double[] mantissas, double[] exponents);
}
