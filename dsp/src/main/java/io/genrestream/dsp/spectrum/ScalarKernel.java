package io.genrestream.dsp.spectrum;

import java.util.Arrays;

/** The plain loops, for a JVM without the vector module. */
final class ScalarKernel implements Kernel {

    @Override
    public void radix4(double[] xr, double[] xi, double[] yr, double[] yi, int n, int stride, double[] twiddle) {
        int quarter = n / 4;
        for (int p = 0; p < quarter; p++) {
            Butterfly4.scalar(xr, xi, yr, yi, p * stride, quarter * stride, 4 * p * stride, stride, 0, twiddle, 6 * p);
        }
    }

    @Override
    public void radix2(double[] xr, double[] xi, double[] yr, double[] yi, int stride) {
        for (int q = 0; q < stride; q++) {
            yr[q] = xr[q] + xr[q + stride];
            yi[q] = xi[q] + xi[q + stride];
            yr[q + stride] = xr[q] - xr[q + stride];
            yi[q + stride] = xi[q] - xi[q + stride];
        }
    }

    @Override
    public void powers(double[] zr, double[] zi, double[] cos, double[] sin, int m, double[] power) {
        RealSplit.ends(zr, zi, m, power);
        RealSplit.scalar(zr, zi, cos, sin, m, power, 1);
    }

    @Override
    public void product(double[] x, int n, double[] table, int width, double[] out) {
        Arrays.fill(out, 0, width, 0);
        for (int b = 0; b < n; b++) {
            for (int c = 0; c < width; c++) {
                out[c] += x[b] * table[b * width + c];
            }
        }
    }

    @Override
    public void product(double[] x, int n, float[] table, int width, float[] out) {
        Arrays.fill(out, 0, width, 0);
        for (int b = 0; b < n; b++) {
            float value = (float) x[b];
            for (int c = 0; c < width; c++) {
                out[c] += value * table[b * width + c];
            }
        }
    }
}
