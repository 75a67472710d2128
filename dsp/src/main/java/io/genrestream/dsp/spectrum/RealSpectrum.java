package io.genrestream.dsp.spectrum;

/** The discrete Fourier transform of real samples, untapered, in double, as complex values. */
public final class RealSpectrum {
    private final int m;
    private final HalfTransform transform;
    private final RealSplit split;
    private final double[] real;
    private final double[] imaginary;

    /** @param size samples, a power of two, at least 32 */
    public RealSpectrum(int size) {
        m = size / 2;
        transform = new HalfTransform(m, Kernel.fastest());
        split = new RealSplit(m);
        real = new double[m + 1];
        imaginary = new double[m + 1];
    }

    /** Transforms {@code size} samples from {@code samples[offset]} on. */
    public void transform(double[] samples, int offset) {
        double[] zr = transform.real();
        double[] zi = transform.imaginary();
        for (int i = 0; i < m; i++) {
            zr[i] = samples[offset + 2 * i];
            zi[i] = samples[offset + 2 * i + 1];
        }
        transform.run();
        split.complex(transform.real(), transform.imaginary(), real, imaginary);
    }

    /** Real parts of bins 0 to size/2; the array is used again by the next transform. */
    public double[] real() {
        return real;
    }

    /** Imaginary parts of the same. */
    public double[] imaginary() {
        return imaginary;
    }
}
