package io.genrestream.dsp.descriptor;

/** The plain loops, for a JVM without the vector module. */
final class ScalarDescriptorKernel implements DescriptorKernel {

    @Override
    public void maxima(long[] x, int from, int rows, long[] maxima) {
        System.arraycopy(x, from, maxima, 0, MAXIMA);
        for (int row = 1; row < rows; row++) {
            int at = from + row * MAXIMA;
            for (int c = 0; c < MAXIMA; c++) {
                maxima[c] = Math.max(maxima[c], x[at + c]);
            }
        }
    }

    @Override
    public long atLeast(long[] x, int from, long least) {
        long bits = 0;
        for (int i = 0; i < Long.SIZE; i++) {
            bits |= (x[from + i] >= least ? 1L : 0L) << i;
        }
        return bits;
    }

    @Override
    public long energy(short[] samples) {
        return energy(samples, 0);
    }

    static long energy(short[] samples, int from) {
        long sum = 0;
        for (int i = from; i < samples.length; i++) {
            sum += samples[i] * samples[i];
        }
        return sum;
    }

    @Override
    public int signChanges(short[] samples) {
        return signChanges(samples, 1);
    }

    static int signChanges(short[] samples, int from) {
        int changes = 0;
        for (int i = from; i < samples.length; i++) {
            changes += (samples[i] ^ samples[i - 1]) >>> 31;
        }
        return changes;
    }

    @Override
    public void products(double[] x, int rows, double floor, double[] sums, double[] mantissas, double[] exponents) {
        for (int c = 0; c < PRODUCTS; c++) {
            double sum = 0;
            double product = 1;
            int exponent = 0;
            for (int row = 0; row < rows; row++) {
                double value = Math.max(x[row * PRODUCTS + c], floor);
                sum += value;
                product *= value;
                if (row % FACTORS == FACTORS - 1 || row == rows - 1) {
                    int part = Math.getExponent(product);
                    exponent += part;
                    product = Math.scalb(product, -part);
                }
            }
            sums[c] = sum;
            mantissas[c] = product;
            exponents[c] = exponent;
        }
    }
}
