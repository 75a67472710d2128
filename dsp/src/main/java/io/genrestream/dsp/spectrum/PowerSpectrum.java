package io.genrestream.dsp.spectrum;

import io.genrestream.dsp.FrontEndSpec;

/**
 * Tapers a frame and takes |X|^2 of its discrete Fourier transform, in double.
 *
 * <p>The transform of m = fft/2 complex points is laid out as a matrix of rows and columns, both powers of two (the
 * four-step method, Bailey 1990): Stockham passes down the columns, a rotation by e^(-2 pi i row column / m), a
 * transposition, and Stockham passes again. So every pass runs along contiguous memory and fills the vector lanes.
 */
public final class PowerSpectrum {
    private static final double FULL_SCALE = 32768;

    private final Kernel kernel;
    private final double[] taper;
    private final int m;
    private final int rows;
    private final int columns;
    private final ColumnTransform down;
    private final ColumnTransform across;
    private final double[] turnCos;
    private final double[] turnSin;
    private final double[] splitCos;
    private final double[] splitSin;
    private double[] zr;
    private double[] zi;
    private double[] wr;
    private double[] wi;
    private final double[] power;

    public PowerSpectrum(FrontEndSpec spec) {
        this(spec, Kernel.fastest());
    }

    PowerSpectrum(FrontEndSpec spec, Kernel kernel) {
        this.kernel = kernel;
        m = spec.fft() / 2;
        rows = 1 << (Integer.numberOfTrailingZeros(m) / 2);
        columns = m / rows;
        down = new ColumnTransform(rows, columns, kernel);
        across = new ColumnTransform(columns, rows, kernel);
        taper = Tapers.of(spec.taper(), spec.window(), 1 / FULL_SCALE);
        turnCos = new double[m];
        turnSin = new double[m];
        splitCos = new double[m];
        splitSin = new double[m];
        for (int i = 0; i < m; i++) {
            // The product is reduced first: an exact small angle keeps the table exact to the last bit.
            long turn = (long) (i / columns) * (i % columns) % m;
            turnCos[i] = Math.cos(2 * Math.PI * turn / m);
            turnSin[i] = -Math.sin(2 * Math.PI * turn / m);
            splitCos[i] = Math.cos(Math.PI * i / m);
            splitSin[i] = Math.sin(Math.PI * i / m);
        }
        zr = new double[m];
        zi = new double[m];
        wr = new double[m];
        wi = new double[m];
        power = new double[m + 1];
    }

    /**
     * @param frame {@link FrontEndSpec#window()} samples, full scale 32,768
     * @return fft/2 + 1 values, of samples scaled to [-1, 1]; the array is used again by the next call
     */
    public double[] of(short[] frame) {
        pack(frame);
        if (down.run(zr, zi, wr, wi)) {
            swap();
        }
        turnAndTranspose();
        if (across.run(wr, wi, zr, zi)) {
            kernel.powers(zr, zi, splitCos, splitSin, m, power);
        } else {
            kernel.powers(wr, wi, splitCos, splitSin, m, power);
        }
        return power;
    }

    /** Even samples become real parts, odd ones imaginary parts; what the window leaves of the transform is zero. */
    private void pack(short[] frame) {
        int pairs = frame.length / 2;
        for (int i = 0; i < pairs; i++) {
            zr[i] = frame[2 * i] * taper[2 * i];
            zi[i] = frame[2 * i + 1] * taper[2 * i + 1];
        }
        for (int i = pairs; i < m; i++) {
            zr[i] = 2 * i < frame.length ? frame[2 * i] * taper[2 * i] : 0;
            zi[i] = 0;
        }
    }

    private void turnAndTranspose() {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int i = row * columns + column;
                double re = zr[i] * turnCos[i] - zi[i] * turnSin[i];
                double im = zr[i] * turnSin[i] + zi[i] * turnCos[i];
                wr[column * rows + row] = re;
                wi[column * rows + row] = im;
            }
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
