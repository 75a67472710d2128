package io.genrestream.dsp.descriptor;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The same loops on as many lanes as the processor has. */
final class VectorDescriptorKernel implements DescriptorKernel {
    private static final VectorSpecies<Double> D = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> L = LongVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> S = ShortVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> PAIRS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(D.vectorBitSize() / 2));
    private static final int LANES = D.length();
    private static final int MANTISSA_BITS = 52;
    private static final int BIAS = Double.MAX_EXPONENT;

    @Override
    public void maxima(long[] x, int from, int rows, long[] maxima) {
        for (int c = 0; c < MAXIMA; c += 4 * LANES) {
            int at = from + c;
            LongVector max0 = LongVector.fromArray(L, x, at);
            LongVector max1 = LongVector.fromArray(L, x, at + LANES);
            LongVector max2 = LongVector.fromArray(L, x, at + 2 * LANES);
            LongVector max3 = LongVector.fromArray(L, x, at + 3 * LANES);
            for (int row = 1; row < rows; row++) {
                at += MAXIMA;
                max0 = max0.max(LongVector.fromArray(L, x, at));
                max1 = max1.max(LongVector.fromArray(L, x, at + LANES));
                max2 = max2.max(LongVector.fromArray(L, x, at + 2 * LANES));
                max3 = max3.max(LongVector.fromArray(L, x, at + 3 * LANES));
            }
            max0.intoArray(maxima, c);
            max1.intoArray(maxima, c + LANES);
            max2.intoArray(maxima, c + 2 * LANES);
            max3.intoArray(maxima, c + 3 * LANES);
        }
    }

    @Override
    public long atLeast(long[] x, int from, long least) {
        long bits = 0;
        for (int i = 0; i < Long.SIZE; i += LANES) {
            bits |= LongVector.fromArray(L, x, from + i)
                            .compare(VectorOperators.GE, least)
                            .toLong()
                    << i;
        }
        return bits;
    }

    /** In double, where a sum of integers is exact up to 2^53. */
    @Override
    public long energy(short[] samples) {
        DoubleVector evens = DoubleVector.zero(D);
        DoubleVector odds = evens;
        int bound = PAIRS.loopBound(samples.length);
        for (int i = 0; i < bound; i += PAIRS.length()) {
            // A pair of samples is an int, the even one its lower half.
            IntVector two = ShortVector.fromArray(PAIRS, samples, i).reinterpretAsInts();
            IntVector first = two.lanewise(VectorOperators.LSHL, Short.SIZE).lanewise(VectorOperators.ASHR, Short.SIZE);
            IntVector second = two.lanewise(VectorOperators.ASHR, Short.SIZE);
            DoubleVector even = (DoubleVector) first.convertShape(VectorOperators.I2D, D, 0);
            DoubleVector odd = (DoubleVector) second.convertShape(VectorOperators.I2D, D, 0);
            evens = evens.add(even.mul(even));
            odds = odds.add(odd.mul(odd));
        }
        return (long) evens.add(odds).reduceLanes(VectorOperators.ADD) + ScalarDescriptorKernel.energy(samples, bound);
    }

    @Override
    public int signChanges(short[] samples) {
        int changes = 0;
        int i = 1;
        for (; i + S.length() <= samples.length; i += S.length()) {
            ShortVector before = ShortVector.fromArray(S, samples, i - 1);
            changes += ShortVector.fromArray(S, samples, i)
                    .lanewise(VectorOperators.XOR, before)
                    .compare(VectorOperators.LT, (short) 0)
                    .trueCount();
        }
        return changes + ScalarDescriptorKernel.signChanges(samples, i);
    }

    @Override
    public void products(double[] x, int rows, double floor, double[] sums, double[] mantissas, double[] exponents) {
        for (int c = 0; c < PRODUCTS; c += LANES) {
            DoubleVector sum = DoubleVector.zero(D);
            DoubleVector product = DoubleVector.broadcast(D, 1);
            LongVector exponent = LongVector.zero(L);
            for (int row = 0; row < rows; ) {
                int end = Math.min(row + FACTORS, rows);
                for (; row < end; row++) {
                    DoubleVector value =
                            DoubleVector.fromArray(D, x, row * PRODUCTS + c).max(floor);
                    sum = sum.add(value);
                    product = product.mul(value);
                }
                LongVector bits = product.reinterpretAsLongs();
                LongVector part =
                        bits.lanewise(VectorOperators.ASHR, MANTISSA_BITS).sub(BIAS);
                exponent = exponent.add(part);
                product = bits.sub(part.lanewise(VectorOperators.LSHL, MANTISSA_BITS))
                        .reinterpretAsDoubles();
            }
            sum.intoArray(sums, c);
            product.intoArray(mantissas, c);
            ((DoubleVector) exponent.convertShape(VectorOperators.L2D, D, 0)).intoArray(exponents, c);
        }
    }
}
