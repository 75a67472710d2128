package io.genrestream.dsp.spectrum;

/**
 * How the spectrum X of 2m real samples follows from the transform z of m complex ones, whose real parts are the even
 * samples and imaginary parts the odd ones: with a = z[k], b = conj(z[m - k]), w = e^(-i pi k / m), E = (a + b)/2 and
 * O = -i w (a - b)/2, X[k] = E + O and X[m - k] = conj(E - O).
 */
final class RealSplit {
    /** Cosine and sine of pi k / m for k = 0 … m - 1. */
    final double[] cos;

    final double[] sin;

    RealSplit(int m) {
        cos = new double[m];
        sin = new double[m];
        for (int k = 0; k < m; k++) {
            cos[k] = Math.cos(Math.PI * k / m);
            sin[k] = Math.sin(Math.PI * k / m);
        }
    }

    /** |X|^2 of the first and the last bin, which have no partner. */
    static void ends(double[] zr, double[] zi, int m, double[] power) {
        double dc = zr[0] + zi[0];
        double nyquist = zr[0] - zi[0];
        power[0] = dc * dc;
        power[m] = nyquist * nyquist;
    }

    /** |X[k]|^2 and |X[m - k]|^2 for k = {@code k} … m/2. */
    static void scalar(double[] zr, double[] zi, double[] cos, double[] sin, int m, double[] power, int k) {
        for (; k <= m / 2; k++) {
            double sumR = zr[k] + zr[m - k];
            double sumI = zi[k] - zi[m - k];
            double difR = zr[k] - zr[m - k];
            double difI = zi[k] + zi[m - k];
            double oddR = cos[k] * difI - sin[k] * difR;
            double oddI = cos[k] * difR + sin[k] * difI;
            power[k] = quarter(sumR + oddR, sumI - oddI);
            power[m - k] = quarter(sumR - oddR, sumI + oddI);
        }
    }

    /** X[k] for k = 0 … m, in the notation above. */
    void complex(double[] zr, double[] zi, double[] re, double[] im) {
        int m = cos.length;
        re[0] = zr[0] + zi[0];
        re[m] = zr[0] - zi[0];
        for (int k = 1; k < m; k++) {
            double sumR = zr[k] + zr[m - k];
            double sumI = zi[k] - zi[m - k];
            double difR = zr[k] - zr[m - k];
            double difI = zi[k] + zi[m - k];
            re[k] = (sumR + (cos[k] * difI - sin[k] * difR)) / 2;
            im[k] = (sumI - (cos[k] * difR + sin[k] * difI)) / 2;
        }
    }

    private static double quarter(double re, double im) {
        return (re * re + im * im) * 0.25;
    }
}
