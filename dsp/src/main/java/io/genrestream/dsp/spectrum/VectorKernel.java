package io.genrestream.dsp.spectrum;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same loops on as many lanes as the processor has. No loop hands a vector to a method of our own: where the JIT
 * does not inline that, it makes an object of each vector.
 */
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = D.length();
    private static final VectorSpecies<Short> PAIRS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(D.vectorBitSize() / 2));
    private static final VectorShuffle<Double> REVERSE = VectorShuffle.iota(D, LANES - 1, -1, false);

    private final Kernel scalar = new ScalarKernel();

    @Override
    public void pack(short[] frame, double[] even, double[] odd, int pairs, double[] zr, double[] zi) {
        int bound = D.loopBound(pairs);
        for (int i = 0; i < bound; i += LANES) {
            // A pair of samples is an int, the even one its lower half.
            IntVector two = ShortVector.fromArray(PAIRS, frame, 2 * i).reinterpretAsInts();
            IntVector first = two.lanewise(VectorOperators.LSHL, Short.SIZE).lanewise(VectorOperators.ASHR, Short.SIZE);
            IntVector second = two.lanewise(VectorOperators.ASHR, Short.SIZE);
            DoubleVector real = (DoubleVector) first.convertShape(VectorOperators.I2D, D, 0);
            DoubleVector imaginary = (DoubleVector) second.convertShape(VectorOperators.I2D, D, 0);
            real.mul(DoubleVector.fromArray(D, even, i)).intoArray(zr, i);
            imaginary.mul(DoubleVector.fromArray(D, odd, i)).intoArray(zi, i);
        }
        ScalarKernel.pack(frame, even, odd, bound, pairs, zr, zi);
    }

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
    public void turn(double[] zr, double[] zi, double[] cos, double[] sin, int n) {
        int bound = D.loopBound(n);
        for (int i = 0; i < bound; i += LANES) {
            DoubleVector re = DoubleVector.fromArray(D, zr, i);
            DoubleVector im = DoubleVector.fromArray(D, zi, i);
            DoubleVector c = DoubleVector.fromArray(D, cos, i);
            DoubleVector s = DoubleVector.fromArray(D, sin, i);
            re.mul(c).sub(im.mul(s)).intoArray(zr, i);
            re.mul(s).add(im.mul(c)).intoArray(zi, i);
        }
        ScalarKernel.turn(zr, zi, cos, sin, bound, n);
    }

    @Override
    public void transpose(double[] x, int rows, int columns, double[] y) {
        if (LANES < 4) {
            scalar.transpose(x, rows, columns, y);
        } else {
            VectorTransposition.run(x, rows, columns, y);
        }
    }

    /** See {@link RealSplit#scalar}, whose expressions these are. */
    @Override
    public void powers(double[] zr, double[] zi, double[] cos, double[] sin, int m, double[] power) {
        RealSplit.ends(zr, zi, m, power);
        int k = 1;
        for (; k + LANES <= m / 2; k += LANES) {
            int mirror = m - k - LANES + 1;
            DoubleVector kr = DoubleVector.fromArray(D, zr, k);
            DoubleVector ki = DoubleVector.fromArray(D, zi, k);
            DoubleVector mr = DoubleVector.fromArray(D, zr, mirror).rearrange(REVERSE);
            DoubleVector mi = DoubleVector.fromArray(D, zi, mirror).rearrange(REVERSE);
            DoubleVector c = DoubleVector.fromArray(D, cos, k);
            DoubleVector s = DoubleVector.fromArray(D, sin, k);
            DoubleVector sumR = kr.add(mr);
            DoubleVector sumI = ki.sub(mi);
            DoubleVector difR = kr.sub(mr);
            DoubleVector difI = ki.add(mi);
            DoubleVector oddR = c.mul(difI).sub(s.mul(difR));
            DoubleVector oddI = c.mul(difR).add(s.mul(difI));
            DoubleVector nearR = sumR.add(oddR);
            DoubleVector nearI = sumI.sub(oddI);
            DoubleVector farR = sumR.sub(oddR);
            DoubleVector farI = sumI.add(oddI);
            nearR.mul(nearR).add(nearI.mul(nearI)).mul(0.25).intoArray(power, k);
            farR.mul(farR).add(farI.mul(farI)).mul(0.25).rearrange(REVERSE).intoArray(power, mirror);
        }
        RealSplit.scalar(zr, zi, cos, sin, m, power, k);
    }

    @Override
    public void product(double[] x, double[] table, int width, double[] out) {
        for (int c = 0; c < width; c += 2 * LANES) {
            DoubleVector sum0 = DoubleVector.zero(D);
            DoubleVector sum1 = sum0;
            for (int b = 0; b < x.length; b++) {
                DoubleVector value = DoubleVector.broadcast(D, x[b]);
                int at = b * width + c;
                sum0 = sum0.add(DoubleVector.fromArray(D, table, at).mul(value));
                sum1 = sum1.add(DoubleVector.fromArray(D, table, at + LANES).mul(value));
            }
            sum0.intoArray(out, c);
            sum1.intoArray(out, c + LANES);
        }
    }

    @Override
    public void product(float[] x, float[] table, int width, float[] out) {
        for (int c = 0; c < width; c += F.length()) {
            FloatVector sum0 = FloatVector.zero(F);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            FloatVector sum3 = sum0;
            for (int b = 0; b < x.length; b += 4) {
                int at = b * width + c;
                sum0 = sum0.add(FloatVector.fromArray(F, table, at).mul(x[b]));
                sum1 = sum1.add(FloatVector.fromArray(F, table, at + width).mul(x[b + 1]));
                sum2 = sum2.add(FloatVector.fromArray(F, table, at + 2 * width).mul(x[b + 2]));
                sum3 = sum3.add(FloatVector.fromArray(F, table, at + 3 * width).mul(x[b + 3]));
            }
            sum0.add(sum1).add(sum2.add(sum3)).intoArray(out, c);
        }
    }
}
