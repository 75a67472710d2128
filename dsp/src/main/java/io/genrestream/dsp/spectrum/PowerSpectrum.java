package io.genrestream.dsp.spectrum;

import io.genrestream.dsp.FrontEndSpec;
import java.util.Arrays;

/**
 * Tapers a frame and takes |X|^2 of its discrete Fourier transform, in double.
 *
 * <p>The transform of m = fft/2 complex points is laid out as a matrix of rows and columns, both powers of two (the
 * four-step method, Bailey 1990): Stockham passes down the columns, a rotation by e^(-2 pi i row column / m), a
 * transposition, and Stockham passes again. So every pass runs along contiguous memory and fills the vector lanes.
 */
public final class PowerSpectrum {
    private static final double FULL_SCALE = 32768;
    /** Makes the arrays that a pass reads and writes start at different places of a 4 KB page: no false dependencies. */
    private static final int APART = 64;

    private final Kernel kernel;
    private final double[] taperEven;
    private final double[] taperOdd;
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
        rows = 1 << (Integer.numberOfTrailingZeros(m) / 4 * 2); // a power of 4, for as few passes of radix 2 as can be
        columns = m / rows;
        down = new ColumnTransform(rows, columns, kernel);
        across = new ColumnTransform(columns, rows, kernel);
        double[] taper = Tapers.of(spec.taper(), spec.window(), 1 / FULL_SCALE);
        taperEven = new double[m];
        taperOdd = new double[m];
        for (int i = 0; i < taper.length; i++) {
            (i % 2 == 0 ? taperEven : taperOdd)[i / 2] = taper[i];
        }
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
        zr = new double[m + APART];
        zi = new double[m + APART];
        wr = new double[m + APART];
        wi = new double[m + APART];
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
        kernel.turn(zr, zi, turnCos, turnSin, m);
        kernel.transpose(zr, rows, columns, wr);
        kernel.transpose(zi, rows, columns, wi);
        if (across.run(wr, wi, zr, zi)) {
            kernel.powers(zr, zi, splitCos, splitSin, m, power);
        } else {
            kernel.powers(wr, wi, splitCos, splitSin, m, power);
        }
        return power;
    }

    private void pack(short[] frame) {
        int pairs = frame.length / 2;
        kernel.pack(frame, taperEven, taperOdd, pairs, zr, zi);
        // What the window leaves of the transform is zero.
        Arrays.fill(zr, pairs, m, 0);
        Arrays.fill(zi, pairs, m, 0);
        if (frame.length % 2 == 1) {
            zr[pairs] = frame[2 * pairs] * taperEven[pairs];
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
