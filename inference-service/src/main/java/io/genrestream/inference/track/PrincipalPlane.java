package io.genrestream.inference.track;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The plane through a cloud of vectors on which they lie farthest apart (their first two principal components), found by
 * orthogonal iteration on their covariance. The same vectors give the same plane.
 */
final class PrincipalPlane {
    private static final int MOST_ROUNDS = 500;
    /** Square of the sine of the angle by which the plane still turns. */
    private static final double STILL = 1e-12;
    /** A share of the variance under which it counts as none. */
    private static final double NOTHING = 1e-9;

    private final double[] mean;
    private final double[][] axes;
    private final double explained;

    private PrincipalPlane(double[] mean, double[][] axes, double explained) {
        this.mean = mean;
        this.axes = axes;
        this.explained = explained;
    }

    /**
     * The plane of vectors of the same length, at least one. Its axes lie as near as they can to those of the plane before,
     * so that a picture on it neither turns nor is mirrored; without one before, the first axis is that of the greatest
     * variance, and the largest component of each is positive.
     */
    static PrincipalPlane of(List<float[]> vectors, Optional<PrincipalPlane> before) {
        double[] mean = mean(vectors);
        double[][] covariance = covariance(vectors, mean);
        double all = IntStream.range(0, mean.length)
                .mapToDouble(i -> covariance[i][i])
                .sum();
        double[][] axes = iterate(covariance, NOTHING * all);
        double[][] within = {times(covariance, axes[0]), times(covariance, axes[1])};
        double kept = dot(axes[0], within[0]) + dot(axes[1], within[1]);
        double[][] turned = before.filter(plane -> plane.takes(mean.length))
                .map(plane -> towards(plane.axes, axes))
                .orElseGet(() -> byVariance(axes, within));
        return new PrincipalPlane(mean, turned, all == 0 ? 1 : Math.min(1, kept / all));
    }

    /** Whether vectors of this length can be projected. */
    boolean takes(int length) {
        return mean.length == length;
    }

    /** Share of the vectors' variance that can be seen on the plane, 0 to 1. */
    double explained() {
        return explained;
    }

    /** Place of a vector on the plane, x and y. */
    double[] project(float[] vector) {
        double[] place = new double[2];
        for (int i = 0; i < mean.length; i++) {
            double difference = vector[i] - mean[i];
            place[0] += axes[0][i] * difference;
            place[1] += axes[1][i] * difference;
        }
        return place;
    }

    private static double[] mean(List<float[]> vectors) {
        double[] mean = new double[vectors.getFirst().length];
        for (float[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / vectors.size();
            }
        }
        return mean;
    }

    private static double[][] covariance(List<float[]> vectors, double[] mean) {
        int size = mean.length;
        double[][] covariance = new double[size][size];
        double[] difference = new double[size];
        for (float[] vector : vectors) {
            for (int i = 0; i < size; i++) {
                difference[i] = vector[i] - mean[i];
            }
            for (int i = 0; i < size; i++) {
                double factor = difference[i] / vectors.size();
                double[] row = covariance[i];
                for (int j = 0; j <= i; j++) {
                    row[j] += factor * difference[j];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                covariance[j][i] = covariance[i][j];
            }
        }
        return covariance;
    }

    /** Two vectors of length 1 at right angles that span the plane; zero where the cloud has no extent left. */
    private static double[][] iterate(double[][] covariance, double nothing) {
        Random random = new Random(1);
        double[][] axes = new double[2][covariance.length];
        for (double[] axis : axes) {
            for (int i = 0; i < axis.length; i++) {
                axis[i] = random.nextGaussian();
            }
        }
        orthonormalise(axes, 0);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[][] next = {times(covariance, axes[0]), times(covariance, axes[1])};
            orthonormalise(next, nothing);
            double turn = Math.max(outside(axes, next[0]), outside(axes, next[1]));
            axes = next;
            if (turn < STILL) {
                break;
            }
        }
        return axes;
    }

    private static void orthonormalise(double[][] axes, double nothing) {
        normalise(axes[0], nothing);
        double common = dot(axes[0], axes[1]);
        for (int i = 0; i < axes[1].length; i++) {
            axes[1][i] -= common * axes[0][i];
        }
        normalise(axes[1], nothing);
    }

    private static void normalise(double[] axis, double nothing) {
        double length = Math.sqrt(dot(axis, axis));
        for (int i = 0; i < axis.length; i++) {
            axis[i] = length > nothing ? axis[i] / length : 0;
        }
    }

    /** The part of a vector's square that lies outside a plane. */
    private static double outside(double[][] axes, double[] vector) {
        double x = dot(axes[0], vector);
        double y = dot(axes[1], vector);
        return dot(vector, vector) - x * x - y * y;
    }

    private static double[][] byVariance(double[][] axes, double[][] within) {
        double angle = 0.5
                * Math.atan2(
                        dot(axes[0], within[1]) + dot(axes[1], within[0]),
                        dot(axes[0], within[0]) - dot(axes[1], within[1]));
        double[] first = sum(Math.cos(angle), axes[0], Math.sin(angle), axes[1]);
        double[] second = sum(-Math.sin(angle), axes[0], Math.cos(angle), axes[1]);
        return new double[][] {withPositiveSide(first), withPositiveSide(second)};
    }

    private static double[] withPositiveSide(double[] axis) {
        double largest = 0;
        for (double component : axis) {
            largest = Math.abs(component) > Math.abs(largest) ? component : largest;
        }
        return largest < 0 ? sum(-1, axis, 0, axis) : axis;
    }

    /** Turns or mirrors axes in their plane to where they agree most with others (the orthogonal Procrustes problem). */
    private static double[][] towards(double[][] wanted, double[][] axes) {
        double xx = dot(wanted[0], axes[0]);
        double xy = dot(wanted[0], axes[1]);
        double yx = dot(wanted[1], axes[0]);
        double yy = dot(wanted[1], axes[1]);
        boolean mirrored = Math.hypot(xx - yy, xy + yx) > Math.hypot(xx + yy, xy - yx);
        double angle = mirrored ? Math.atan2(xy + yx, xx - yy) : Math.atan2(xy - yx, xx + yy);
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        return mirrored
                ? new double[][] {sum(cosine, axes[0], sine, axes[1]), sum(sine, axes[0], -cosine, axes[1])}
                : new double[][] {sum(cosine, axes[0], sine, axes[1]), sum(-sine, axes[0], cosine, axes[1])};
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = dot(matrix[i], vector);
        }
        return product;
    }

    private static double[] sum(double p, double[] a, double q, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = p * a[i] + q * b[i];
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double dot = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
        }
        return dot;
    }
}
