package io.genrestream.dsp.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExtremesTest {
    private static final int BINS = 1025;
    private static final int[][] PARTS = {{0, 1}, {0, 19}, {18, 37}, {74, 223}, {594, 1025}, {0, 1025}, {961, 1025}};
    private static final int[] COUNTS = {1, 2, 9, 33, 64};

    static Stream<DescriptorKernel> kernels() {
        return Stream.of(new ScalarDescriptorKernel(), new VectorDescriptorKernel());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void shouldFindWhatSortingFinds(DescriptorKernel kernel) {
        double[] noise = new Random(1).doubles(BINS, 0, 1e6).toArray();
        double[] falling = DoubleStream.iterate(1e3, x -> x * 0.99).limit(BINS).toArray();
        double[] rising = DoubleStream.iterate(1e-3, x -> x * 1.01).limit(BINS).toArray();
        double[] ties = new Random(2).ints(BINS, 0, 3).asDoubleStream().toArray();
        for (double[] spectrum : new double[][] {noise, falling, rising, ties, new double[BINS]}) {
            Extremes extremes = new Extremes(BINS, 64, kernel);
            extremes.of(spectrum);
            for (int[] part : PARTS) {
                for (int n : COUNTS) {
                    if (n <= part[1] - part[0]) {
                        compare(extremes, spectrum, part[0], part[1], n);
                    }
                }
            }
        }
    }

    private static void compare(Extremes extremes, double[] spectrum, int from, int to, int n) {
        double[] sorted = Arrays.copyOfRange(spectrum, from, to);
        Arrays.sort(sorted);
        double largest = 0;
        double smallest = 0;
        for (int i = 0; i < n; i++) {
            largest += sorted[sorted.length - 1 - i];
            smallest += sorted[i];
        }

        assertThat(extremes.largest(from, to, n)).isEqualTo(largest / n);
        assertThat(extremes.smallest(from, to, n)).isEqualTo(smallest / n);
    }
}
