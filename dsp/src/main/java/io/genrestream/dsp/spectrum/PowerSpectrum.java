package io.genrestream.dsp.spectrum;

import io.genrestream.dsp.FrontEndSpec;
import java.util.Arrays;

/** Tapers a frame and takes |X|^2 of its discrete Fourier transform, in double. */
public final class PowerSpectrum {
    private static final double FULL_SCALE = 32768;

    private final Kernel kernel;
    private final double[] taperEven;
    private final double[] taperOdd;
    private final int m;
    private final HalfTransform transform;
    private final RealSplit split;
    private final double[] power;

    public PowerSpectrum(FrontEndSpec spec) {
        this(spec, Kernel.fastest());
    }

    PowerSpectrum(FrontEndSpec spec, Kernel kernel) {
        this.kernel = kernel;
        m = spec.fft() / 2;
        double[] taper = Tapers.of(spec.taper(), spec.window(), 1 / FULL_SCALE);
        taperEven = new double[m];
        taperOdd = new double[m];
        for (int i = 0; i < taper.length; i++) {
            (i % 2 == 0 ? taperEven : taperOdd)[i / 2] = taper[i];
        }
        transform = new HalfTransform(m, kernel);
        split = new RealSplit(m);
        power = new double[m + 1];
    }

    /**
     * @param frame {@link FrontEndSpec#window()} samples, full scale 32,768
     * @return fft/2 + 1 values, of samples scaled to [-1, 1]; the array is used again by the next call
     */
    public double[] of(short[] frame) {
        pack(frame, transform.real(), transform.imaginary());
        transform.run();
        kernel.powers(transform.real(), transform.imaginary(), split.cos, split.sin, m, power);
        return power;
    }

    private void pack(short[] frame, double[] zr, double[] zi) {
        int pairs = frame.length / 2;
        kernel.pack(frame, taperEven, taperOdd, pairs, zr, zi);
        // What the window leaves of the transform is zero.
        Arrays.fill(zr, pairs, m, 0);
        Arrays.fill(zi, pairs, m, 0);
        if (frame.length % 2 == 1) {
            zr[pairs] = frame[2 * pairs] * taperEven[pairs];
        }
    }
}
