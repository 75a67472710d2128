package io.genrestream.dsp.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorKernelTest {
    private final DescriptorKernel scalar = new ScalarDescriptorKernel();
    private final DescriptorKernel vector = new VectorDescriptorKernel();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 33, 64, 2047, 2048})
    void shouldMeasureSamplesAlikeOnVectorsAndScalars(int count) {
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (short) (i * 7919 * 31);
        }

        assertThat(vector.energy(samples)).isEqualTo(scalar.energy(samples));
        assertThat(vector.signChanges(samples)).isEqualTo(scalar.signChanges(samples));
    }

    @ParameterizedTest
    @ValueSource(ints = {2047, 2048})
    void shouldSumTheLargestSquaresExactly(int count) {
        short[] samples = new short[count];
        Arrays.fill(samples, Short.MIN_VALUE);

        assertThat(vector.energy(samples)).isEqualTo(count * (1L << 30));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 14, 15, 16, 64})
    void shouldMultiplyAlikeOnVectorsAndScalars(int rows) {
        double[] x = new Random(rows)
                .doubles(rows * DescriptorKernel.PRODUCTS, -12, 15)
                .map(e -> Math.pow(10, e))
                .toArray();
        double[][] expected = new double[3][DescriptorKernel.PRODUCTS];
        double[][] actual = new double[3][DescriptorKernel.PRODUCTS];

        scalar.products(x, rows, 1e-10, expected[0], expected[1], expected[2]);
        vector.products(x, rows, 1e-10, actual[0], actual[1], actual[2]);

        assertThat(actual).isDeepEqualTo(expected);
        for (int c = 0; c < DescriptorKernel.PRODUCTS; c++) {
            double logarithm = 0;
            for (int row = 0; row < rows; row++) {
                logarithm += Math.log(Math.max(x[row * DescriptorKernel.PRODUCTS + c], 1e-10));
            }
            assertThat(Math.log(actual[1][c]) + actual[2][c] * Math.log(2)).isCloseTo(logarithm, within(1e-9));
        }
    }
}
