package io.genrestream.dsp.spectrum;

/**
 * The discrete Fourier transform of m complex points, half of the real samples that they are made of.
 *
 * <p>The points are laid out as a matrix of rows and columns, both powers of two (the four-step method, Bailey 1990):
 * Stockham passes down the columns, a rotation by e^(-2 pi i row column / m), a transposition, and Stockham passes
 * again. So every pass runs along contiguous memory and fills the vector lanes.
 */
final class HalfTransform {
    /** Makes the arrays that a pass reads and writes start at different places of a 4 KB page: no false dependencies. */
    private static final int APART = 64;

    private final Kernel kernel;
    private final int m;
    private final int rows;
    private final int columns;
    private final ColumnTransform down;
    private final ColumnTransform across;
    private final double[] turnCos;
    private final double[] turnSin;
    private double[] zr;
    private double[] zi;
    private double[] wr;
    private double[] wi;

    /** @param m a power of two, at least 16 */
    HalfTransform(int m, Kernel kernel) {
        this.kernel = kernel;
        this.m = m;
        rows = 1 << (Integer.numberOfTrailingZeros(m) / 4 * 2); // a power of 4, for as few passes of radix 2 as can be
        columns = m / rows;
        down = new ColumnTransform(rows, columns, kernel);
        across = new ColumnTransform(columns, rows, kernel);
        turnCos = new double[m];
        turnSin = new double[m];
        for (int i = 0; i < m; i++) {
            // The product is reduced first: an exact small angle keeps the table exact to the last bit.
            long turn = (long) (i / columns) * (i % columns) % m;
            turnCos[i] = Math.cos(2 * Math.PI * turn / m);
            turnSin[i] = -Math.sin(2 * Math.PI * turn / m);
        }
        zr = new double[m + APART];
        zi = new double[m + APART];
        wr = new double[m + APART];
        wi = new double[m + APART];
    }

    /** Real parts: of the points before {@link #run}, of their transform after it, which may be another array. */
    double[] real() {
        return zr;
    }

    double[] imaginary() {
        return zi;
    }

    void run() {
        if (down.run(zr, zi, wr, wi)) {
            swap();
        }
        kernel.turn(zr, zi, turnCos, turnSin, m);
        kernel.transpose(zr, rows, columns, wr);
        kernel.transpose(zi, rows, columns, wi);
        if (!across.run(wr, wi, zr, zi)) {
            swap();
        }
    }

    private void swap() {
        double[] r = zr;
        zr = wr;
        wr = r;
        double[] i = zi;
        zi = wi;
        wi = i;
    }
}
