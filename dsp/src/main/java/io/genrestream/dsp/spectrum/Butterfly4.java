package io.genrestream.dsp.spectrum;

/** The radix-4 step on scalars: the whole of the scalar pass, and what is left of a row after the last full vector. */
final class Butterfly4 {
    private Butterfly4() {}

    /**
     * @param from first value of the first input row; the others follow {@code gap} apart
     * @param to first value of the first output row; the others follow {@code stride} apart
     * @param q where in the rows to start
     */
    static void scalar(
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int from,
            int gap,
            int to,
            int stride,
            int q,
            double[] twiddle,
            int t) {
        double c1 = twiddle[t];
        double s1 = twiddle[t + 1];
        double c2 = twiddle[t + 2];
        double s2 = twiddle[t + 3];
        double c3 = twiddle[t + 4];
        double s3 = twiddle[t + 5];
        for (; q < stride; q++) {
            int a = from + q;
            int b = a + gap;
            int c = b + gap;
            int d = c + gap;
            double sumAcR = xr[a] + xr[c];
            double sumAcI = xi[a] + xi[c];
            double difAcR = xr[a] - xr[c];
            double difAcI = xi[a] - xi[c];
            double sumBdR = xr[b] + xr[d];
            double sumBdI = xi[b] + xi[d];
            // -i (b - d)
            double turnR = xi[b] - xi[d];
            double turnI = xr[d] - xr[b];
            int y = to + q;
            yr[y] = sumAcR + sumBdR;
            yi[y] = sumAcI + sumBdI;
            double r1 = difAcR + turnR;
            double i1 = difAcI + turnI;
            yr[y + stride] = r1 * c1 - i1 * s1;
            yi[y + stride] = r1 * s1 + i1 * c1;
            double r2 = sumAcR - sumBdR;
            double i2 = sumAcI - sumBdI;
            yr[y + 2 * stride] = r2 * c2 - i2 * s2;
            yi[y + 2 * stride] = r2 * s2 + i2 * c2;
            double r3 = difAcR - turnR;
            double i3 = difAcI - turnI;
            yr[y + 3 * stride] = r3 * c3 - i3 * s3;
            yi[y + 3 * stride] = r3 * s3 + i3 * c3;
        }
    }
}
