package io.genrestream.dsp.spectrum;

/** The plain loops, for a JVM without the vector module. */
final class ScalarKernel implements Kernel {

    @Override
    public void pack(short[] frame, double[] even, double[] odd, int pairs, double[] zr, double[] zi) {
        pack(frame, even, odd, 0, pairs, zr, zi);
    }

    static void pack(short[] frame, double[] even, double[] odd, int from, int to, double[] zr, double[] zi) {
        for (int i = from; i < to; i++) {
            zr[i] = frame[2 * i] * even[i];
            zi[i] = frame[2 * i + 1] * odd[i];
        }
    }

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
    public void turn(double[] zr, double[] zi, double[] cos, double[] sin, int n) {
        turn(zr, zi, cos, sin, 0, n);
    }

    static void turn(double[] zr, double[] zi, double[] cos, double[] sin, int from, int to) {
        for (int i = from; i < to; i++) {
            double re = zr[i] * cos[i] - zi[i] * sin[i];
            zi[i] = zr[i] * sin[i] + zi[i] * cos[i];
            zr[i] = re;
        }
    }

    /** Four rows at a time, so that four values are written side by side. */
    @Override
    public void transpose(double[] x, int rows, int columns, double[] y) {
        for (int row = 0; row < rows; row += 4) {
            for (int column = 0; column < columns; column++) {
                int from = row * columns + column;
                int to = column * rows + row;
                y[to] = x[from];
                y[to + 1] = x[from + columns];
                y[to + 2] = x[from + 2 * columns];
                y[to + 3] = x[from + 3 * columns];
            }
        }
    }

    @Override
    public void powers(double[] zr, double[] zi, double[] cos, double[] sin, int m, double[] power) {
        RealSplit.ends(zr, zi, m, power);
        RealSplit.scalar(zr, zi, cos, sin, m, power, 1);
    }

    @Override
    public void product(double[] x, double[] table, int width, double[] out) {
        for (int c = 0; c < width; c += 4) {
            double sum0 = 0;
            double sum1 = 0;
            double sum2 = 0;
            double sum3 = 0;
            for (int b = 0; b < x.length; b++) {
                int at = b * width + c;
                sum0 += x[b] * table[at];
                sum1 += x[b] * table[at + 1];
                sum2 += x[b] * table[at + 2];
                sum3 += x[b] * table[at + 3];
            }
            out[c] = sum0;
            out[c + 1] = sum1;
            out[c + 2] = sum2;
            out[c + 3] = sum3;
        }
    }

    @Override
    public void product(float[] x, float[] table, int width, float[] out) {
        for (int c = 0; c < width; c++) {
            float sum0 = 0;
            float sum1 = 0;
            float sum2 = 0;
            float sum3 = 0;
            for (int b = 0; b < x.length; b += 4) {
                int at = b * width + c;
                sum0 += x[b] * table[at];
                sum1 += x[b + 1] * table[at + width];
                sum2 += x[b + 2] * table[at + 2 * width];
                sum3 += x[b + 3] * table[at + 3 * width];
            }
            out[c] = (sum0 + sum1) + (sum2 + sum3);
        }
    }
}
