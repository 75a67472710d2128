package io.genrestream.dsp.spectrum;

/**
 * How the spectrum X of 2m real samples follows from the transform z of m complex ones, whose real parts are the even
 * samples and imaginary parts the odd ones: with a = z[k], b = conj(z[m - k]) and w = e^(-i pi k / m),
 * X[k] = (a + b)/2 - i w (a - b)/2.
 */
final class RealSplit {
    private RealSplit() {}

    static void ends(double[] zr, double[] zi, int m, double[] power) {
        double dc = zr[0] + zi[0];
        double nyquist = zr[0] - zi[0];
        power[0] = dc * dc;
        power[m] = nyquist * nyquist;
    }

    /** |X[k]|^2 for k = {@code k} … m - 1. */
    static void scalar(double[] zr, double[] zi, double[] cos, double[] sin, int m, double[] power, int k) {
        for (; k < m; k++) {
            double sumR = zr[k] + zr[m - k];
            double sumI = zi[k] - zi[m - k];
            double difR = zr[k] - zr[m - k];
            double difI = zi[k] + zi[m - k];
            double re = sumR + (cos[k] * difI - sin[k] * difR);
            double im = sumI - (cos[k] * difR + sin[k] * difI);
            power[k] = (re * re + im * im) * 0.25;
        }
    }
}
