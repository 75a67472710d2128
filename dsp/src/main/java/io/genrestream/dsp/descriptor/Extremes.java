package io.genrestream.dsp.descriptor;

import java.util.Arrays;

/**
 * Means of the few largest and the few smallest values in parts of a spectrum, added up from the outermost on. What is
 * surely none of them is passed over 64 values at a time: with the part dealt out to columns, the n-th largest of the
 * columns' maxima is at most the part's n-th largest, and hardly more than n values reach it.
 */
final class Extremes {
    private final DescriptorKernel kernel;
    /** The values' bits, which as integers are in the values' order, since none is negative; then padding. */
    private final long[] rising;
    /** Their complements, which are in the opposite order. */
    private final long[] falling;

    private final long[] columns = new long[DescriptorKernel.MAXIMA];
    private final long[] outermost;

    /**
     * @param bins values of a spectrum
     * @param most the largest n that is asked for
     */
    Extremes(int bins, int most) {
        this(bins, most, DescriptorKernel.fastest());
    }

    Extremes(int bins, int most, DescriptorKernel kernel) {
        this.kernel = kernel;
        rising = new long[bins + Long.SIZE];
        falling = new long[bins + Long.SIZE];
        outermost = new long[most];
    }

    /** @param spectrum the values that are asked about from now on, none negative */
    void of(double[] spectrum) {
        for (int bin = 0; bin < spectrum.length; bin++) {
            long bits = Double.doubleToRawLongBits(spectrum[bin]);
            rising[bin] = bits;
            falling[bin] = ~bits;
        }
    }

    /** Mean of the {@code n} largest values from {@code from} to before {@code to}, of which there are at least n. */
    double largest(int from, int to, int n) {
        select(rising, from, to, n);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Double.longBitsToDouble(outermost[i]);
        }
        return sum / n;
    }

    /** Mean of the {@code n} smallest, likewise. */
    double smallest(int from, int to, int n) {
        select(falling, from, to, n);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Double.longBitsToDouble(~outermost[i]);
        }
        return sum / n;
    }

    private void select(long[] keys, int from, int to, int n) {
        if (n == 1) {
            outermost[0] = max(keys, from, to);
            return;
        }
        long least = bound(keys, from, to, n);
        Arrays.fill(outermost, 0, n, Long.MIN_VALUE);
        for (int at = from; at < to; at += Long.SIZE) {
            long candidates = kernel.atLeast(keys, at, least) & -1L >>> Math.max(Long.SIZE - (to - at), 0);
            for (; candidates != 0; candidates &= candidates - 1) {
                insert(keys[at + Long.numberOfTrailingZeros(candidates)], n);
            }
            least = Math.max(least, outermost[n - 1]);
        }
    }

    private static long max(long[] keys, int from, int to) {
        long max = keys[from];
        for (int i = from + 1; i < to; i++) {
            max = Math.max(max, keys[i]);
        }
        return max;
    }

    /** A number that at least {@code n} of the keys reach. */
    private long bound(long[] keys, int from, int to, int n) {
        int rows = (to - from) / DescriptorKernel.MAXIMA;
        if (rows < 2 || n > DescriptorKernel.MAXIMA) {
            return Long.MIN_VALUE;
        }
        kernel.maxima(keys, from, rows, columns);
        Arrays.fill(outermost, 0, n, Long.MIN_VALUE);
        for (long column : columns) {
            insert(column, n);
        }
        return outermost[n - 1];
    }

    /** Without a branch, which could not be foreseen. */
    private void insert(long key, int n) {
        for (int i = 0; i < n; i++) {
            long held = outermost[i];
            outermost[i] = Math.max(held, key);
            key = Math.min(held, key);
        }
    }
}
