package io.genrestream.dsp.spectrum;

/** The Fourier transform down each column of a matrix of {@code rows} by {@code columns} complex values. */
final class ColumnTransform {
    private final int rows;
    private final int columns;
    private final Kernel kernel;
    private final double[][] twiddles;

    ColumnTransform(int rows, int columns, Kernel kernel) {
        this.rows = rows;
        this.columns = columns;
        this.kernel = kernel;
        twiddles = new double[Integer.numberOfTrailingZeros(rows) / 2][];
        for (int pass = 0, n = rows; pass < twiddles.length; pass++, n /= 4) {
            twiddles[pass] = twiddle(n);
        }
    }

    /**
     * Uses both pairs of arrays in turn.
     *
     * @return whether the result lies in y, in natural order; else it lies in x
     */
    boolean run(double[] xr, double[] xi, double[] yr, double[] yi) {
        boolean inY = false;
        int n = rows;
        int stride = columns;
        for (double[] twiddle : twiddles) {
            if (inY) {
                kernel.radix4(yr, yi, xr, xi, n, stride, twiddle);
            } else {
                kernel.radix4(xr, xi, yr, yi, n, stride, twiddle);
            }
            inY = !inY;
            n /= 4;
            stride *= 4;
        }
        if (n == 2) {
            if (inY) {
                kernel.radix2(yr, yi, xr, xi, stride);
            } else {
                kernel.radix2(xr, xi, yr, yi, stride);
            }
            inY = !inY;
        }
        return inY;
    }

    private static double[] twiddle(int n) {
        double[] table = new double[6 * (n / 4)];
        for (int p = 0; p < n / 4; p++) {
            for (int k = 1; k <= 3; k++) {
                double angle = -2 * Math.PI * p * k / n;
                table[6 * p + 2 * (k - 1)] = Math.cos(angle);
                table[6 * p + 2 * (k - 1) + 1] = Math.sin(angle);
            }
        }
        return table;
    }
}
