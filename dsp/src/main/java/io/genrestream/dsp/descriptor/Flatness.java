package io.genrestream.dsp.descriptor;

/**
 * Spectral flatness: the geometric over the arithmetic mean of the powers, none under 1e-10. The sum of logarithms is
 * taken as the logarithm of a product, of mantissas and exponents apart.
 */
final class Flatness {
    private static final double FLOOR = 1e-10;
    private static final double LN_2 = Math.log(2);

    private final DescriptorKernel kernel = DescriptorKernel.fastest();
    private final double[] sums = new double[DescriptorKernel.PRODUCTS];
    private final double[] mantissas = new double[DescriptorKernel.PRODUCTS];
    private final double[] exponents = new double[DescriptorKernel.PRODUCTS];

    /** @param power a frame's power spectrum, under 1e15 */
    double of(double[] power) {
        int rows = power.length / DescriptorKernel.PRODUCTS;
        kernel.products(power, rows, FLOOR, sums, mantissas, exponents);
        double sum = 0;
        double product = 1;
        double exponent = 0;
        for (int column = 0; column < DescriptorKernel.PRODUCTS; column++) {
            sum += sums[column];
            product *= mantissas[column];
            exponent += exponents[column];
        }
        double logarithms = Math.log(product) + exponent * LN_2;
        for (int bin = rows * DescriptorKernel.PRODUCTS; bin < power.length; bin++) {
            double value = Math.max(power[bin], FLOOR);
            sum += value;
            logarithms += Math.log(value);
        }
        return Math.exp(logarithms / power.length) / (sum / power.length);
    }
}
