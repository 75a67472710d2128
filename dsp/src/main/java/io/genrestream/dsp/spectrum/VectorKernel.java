package io.genrestream.dsp.spectrum;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The same loops on as many lanes as the processor has. */
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = D.length();
    private static final VectorShuffle<Double> REVERSE = VectorShuffle.iota(D, LANES - 1, -1, false);

    @Override
    public void radix4(double[] xr, double[] xi, double[] yr, double[] yi, int n, int stride, double[] twiddle) {
        int quarter = n / 4;
        for (int p = 0; p < quarter; p++) {
            int q = rows(xr, xi, yr, yi, p * stride, quarter * stride, 4 * p * stride, stride, twiddle, 6 * p);
            Butterfly4.scalar(xr, xi, yr, yi, p * stride, quarter * stride, 4 * p * stride, stride, q, twiddle, 6 * p);
        }
    }

    /** See {@link Butterfly4#scalar}, whose expressions these are; returns where the last full vector ended. */
    private static int rows(
            double[] xr,
            double[] xi,
            double[] yr,
            double[] yi,
            int from,
            int gap,
            int to,
            int stride,
            double[] twiddle,
            int t) {
        DoubleVector c1 = DoubleVector.broadcast(D, twiddle[t]);
        DoubleVector s1 = DoubleVector.broadcast(D, twiddle[t + 1]);
        DoubleVector c2 = DoubleVector.broadcast(D, twiddle[t + 2]);
        DoubleVector s2 = DoubleVector.broadcast(D, twiddle[t + 3]);
        DoubleVector c3 = DoubleVector.broadcast(D, twiddle[t + 4]);
        DoubleVector s3 = DoubleVector.broadcast(D, twiddle[t + 5]);
        int bound = D.loopBound(stride);
        for (int q = 0; q < bound; q += LANES) {
            int a = from + q;
            DoubleVector ar = DoubleVector.fromArray(D, xr, a);
            DoubleVector ai = DoubleVector.fromArray(D, xi, a);
            DoubleVector br = DoubleVector.fromArray(D, xr, a + gap);
            DoubleVector bi = DoubleVector.fromArray(D, xi, a + gap);
            DoubleVector cr = DoubleVector.fromArray(D, xr, a + 2 * gap);
            DoubleVector ci = DoubleVector.fromArray(D, xi, a + 2 * gap);
            DoubleVector dr = DoubleVector.fromArray(D, xr, a + 3 * gap);
            DoubleVector di = DoubleVector.fromArray(D, xi, a + 3 * gap);
            DoubleVector sumAcR = ar.add(cr);
            DoubleVector sumAcI = ai.add(ci);
            DoubleVector difAcR = ar.sub(cr);
            DoubleVector difAcI = ai.sub(ci);
            DoubleVector sumBdR = br.add(dr);
            DoubleVector sumBdI = bi.add(di);
            DoubleVector turnR = bi.sub(di);
            DoubleVector turnI = dr.sub(br);
            int y = to + q;
            sumAcR.add(sumBdR).intoArray(yr, y);
            sumAcI.add(sumBdI).intoArray(yi, y);
            DoubleVector r1 = difAcR.add(turnR);
            DoubleVector i1 = difAcI.add(turnI);
            r1.mul(c1).sub(i1.mul(s1)).intoArray(yr, y + stride);
            r1.mul(s1).add(i1.mul(c1)).intoArray(yi, y + stride);
            DoubleVector r2 = sumAcR.sub(sumBdR);
            DoubleVector i2 = sumAcI.sub(sumBdI);
            r2.mul(c2).sub(i2.mul(s2)).intoArray(yr, y + 2 * stride);
            r2.mul(s2).add(i2.mul(c2)).intoArray(yi, y + 2 * stride);
            DoubleVector r3 = difAcR.sub(turnR);
            DoubleVector i3 = difAcI.sub(turnI);
            r3.mul(c3).sub(i3.mul(s3)).intoArray(yr, y + 3 * stride);
            r3.mul(s3).add(i3.mul(c3)).intoArray(yi, y + 3 * stride);
        }
        return bound;
    }

    @Override
    public void radix2(double[] xr, double[] xi, double[] yr, double[] yi, int stride) {
        halves(xr, yr, stride);
        halves(xi, yi, stride);
    }

    private static void halves(double[] x, double[] y, int stride) {
        int bound = D.loopBound(stride);
        for (int q = 0; q < bound; q += LANES) {
            DoubleVector a = DoubleVector.fromArray(D, x, q);
            DoubleVector b = DoubleVector.fromArray(D, x, q + stride);
            a.add(b).intoArray(y, q);
            a.sub(b).intoArray(y, q + stride);
        }
        for (int q = bound; q < stride; q++) {
            y[q] = x[q] + x[q + stride];
            y[q + stride] = x[q] - x[q + stride];
        }
    }

    @Override
    public void powers(double[] zr, double[] zi, double[] cos, double[] sin, int m, double[] power) {
        RealSplit.ends(zr, zi, m, power);
        int k = 1;
        for (; k + LANES <= m; k += LANES) {
            int mirror = m - k - LANES + 1;
            DoubleVector kr = DoubleVector.fromArray(D, zr, k);
            DoubleVector ki = DoubleVector.fromArray(D, zi, k);
            DoubleVector mr = DoubleVector.fromArray(D, zr, mirror).rearrange(REVERSE);
            DoubleVector mi = DoubleVector.fromArray(D, zi, mirror).rearrange(REVERSE);
            DoubleVector c = DoubleVector.fromArray(D, cos, k);
            DoubleVector s = DoubleVector.fromArray(D, sin, k);
            DoubleVector difR = kr.sub(mr);
            DoubleVector difI = ki.add(mi);
            DoubleVector re = kr.add(mr).add(c.mul(difI).sub(s.mul(difR)));
            DoubleVector im = ki.sub(mi).sub(c.mul(difR).add(s.mul(difI)));
            re.mul(re).add(im.mul(im)).mul(0.25).intoArray(power, k);
        }
        RealSplit.scalar(zr, zi, cos, sin, m, power, k);
    }

    @Override
    public void product(double[] x, int n, double[] table, int width, double[] out) {
        for (int c = 0; c < width; c += LANES) {
            DoubleVector sum = DoubleVector.zero(D);
            for (int b = 0; b < n; b++) {
                sum = sum.add(DoubleVector.fromArray(D, table, b * width + c).mul(x[b]));
            }
            sum.intoArray(out, c);
        }
    }

    @Override
    public void product(double[] x, int n, float[] table, int width, float[] out) {
        for (int c = 0; c < width; c += F.length()) {
            FloatVector sum = FloatVector.zero(F);
            for (int b = 0; b < n; b++) {
                sum = sum.add(FloatVector.fromArray(F, table, b * width + c).mul((float) x[b]));
            }
            sum.intoArray(out, c);
        }
    }
}
