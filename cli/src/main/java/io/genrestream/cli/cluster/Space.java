package io.genrestream.cli.cluster;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.stat.descriptive.moment.Mean;
import org.hipparchus.stat.descriptive.moment.StandardDeviation;
import org.hipparchus.stat.projection.PCA;

/**
 * Where tracks lie, by what distinguishes them.
 *
 * @param points {@code [tracks][dimensions]}, every dimension with mean 0 and deviation 1; those that are the same in all
 *     tracks are left out
 */
record Space(double[][] points) {
    private static final double CONSTANT = 1e-9;

    /** @param vectors {@code [tracks][values]}, of one track at least */
    static Space of(float[][] vectors) {
        double[][] dimensions = IntStream.range(0, vectors[0].length)
                .mapToObj(i ->
                        Arrays.stream(vectors).mapToDouble(vector -> vector[i]).toArray())
                .filter(values -> deviation(values) > CONSTANT)
                .map(Space::standardised)
                .toArray(double[][]::new);
        double[][] points = new double[vectors.length][];
        Arrays.setAll(
                points,
                i -> Arrays.stream(dimensions).mapToDouble(values -> values[i]).toArray());
        return new Space(points);
    }

    /** {@code [tracks][2]}: the plane in which they are spread most, by a principal component analysis. */
    double[][] map() {
        return points[0].length > 1
                ? new PCA(2).fitAndTransform(points)
                : Arrays.stream(points).map(point -> Arrays.copyOf(point, 2)).toArray(double[][]::new);
    }

    private static double deviation(double[] values) {
        return new StandardDeviation(false).evaluate(values);
    }

    private static double[] standardised(double[] values) {
        double mean = new Mean().evaluate(values);
        double deviation = deviation(values);
        return Arrays.stream(values).map(value -> (value - mean) / deviation).toArray();
    }
}
