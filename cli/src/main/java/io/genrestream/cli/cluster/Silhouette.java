package io.genrestream.cli.cluster;

import org.hipparchus.clustering.distance.EuclideanDistance;

/**
 * How much nearer points are to their own group than to the nearest other one (Rousseeuw, "Silhouettes", 1987): the mean
 * over the points, -1 to 1; a point alone in its group counts 0.
 */
final class Silhouette {
    /** Points that are looked at, evenly spread over all: each costs as much as there are points. */
    private static final int MOST = 2000;

    private static final EuclideanDistance DISTANCE = new EuclideanDistance();

    private Silhouette() {}

    /**
     * @param points {@code [points][dimensions]}
     * @param groups each point's group, counted from 0
     * @param count number of groups
     */
    static double of(double[][] points, int[] groups, int count) {
        int[] sizes = new int[count];
        for (int group : groups) {
            sizes[group]++;
        }
        int step = Math.ceilDiv(points.length, MOST);
        double sum = 0;
        int looked = 0;
        for (int i = 0; i < points.length; i += step) {
            sum += sizes[groups[i]] == 1 ? 0 : ofPoint(i, points, groups, sizes);
            looked++;
        }
        return sum / looked;
    }

    private static double ofPoint(int point, double[][] points, int[] groups, int[] sizes) {
        double[] distances = new double[sizes.length];
        for (int i = 0; i < points.length; i++) {
            distances[groups[i]] += DISTANCE.compute(points[point], points[i]);
        }
        int own = groups[point];
        double inside = distances[own] / (sizes[own] - 1);
        double outside = Double.POSITIVE_INFINITY;
        for (int group = 0; group < sizes.length; group++) {
            if (group != own) {
                outside = Math.min(outside, distances[group] / sizes[group]);
            }
        }
        double greater = Math.max(inside, outside);
        return greater == 0 ? 0 : (outside - inside) / greater;
    }
}
