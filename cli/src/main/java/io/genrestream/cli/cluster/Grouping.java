package io.genrestream.cli.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.clustering.CentroidCluster;
import org.hipparchus.clustering.Clusterable;
import org.hipparchus.clustering.KMeansPlusPlusClusterer;
import org.hipparchus.clustering.MultiKMeansPlusPlusClusterer;
import org.hipparchus.clustering.distance.EuclideanDistance;
import org.hipparchus.random.Well19937c;

/**
 * Points in groups by k-means, the best of ten starts with k-means++.
 *
 * @param groups each point's group, counted from 0, the largest first
 * @param count number of groups
 * @param silhouette how well they are apart, see {@link Silhouette}
 */
record Grouping(int[] groups, int count, double silhouette) {
    private static final int MOST_GROUPS = 12;
    private static final int STARTS = 10;
    private static final int ITERATIONS = 300;

    private record Point(int index, double[] place) implements Clusterable {
        @Override
        public double[] getPoint() {
            return place;
        }
    }

    /**
     * The number of groups, 2 to 12, whose silhouette is greatest.
     *
     * @param points {@code [points][dimensions]}, at least 3 that differ
     */
    static Grouping best(double[][] points, long seed) {
        return IntStream.rangeClosed(2, Math.min(MOST_GROUPS, distinct(points) - 1))
                .mapToObj(count -> of(points, count, seed))
                .max(Comparator.comparingDouble(Grouping::silhouette))
                .orElseThrow();
    }

    /** @param count at most {@link #distinct} */
    static Grouping of(double[][] points, int count, long seed) {
        List<Point> all = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            all.add(new Point(i, points[i]));
        }
        KMeansPlusPlusClusterer<Point> once =
                new KMeansPlusPlusClusterer<>(count, ITERATIONS, new EuclideanDistance(), new Well19937c(seed));
        List<CentroidCluster<Point>> clusters =
                new ArrayList<>(new MultiKMeansPlusPlusClusterer<>(once, STARTS, new Inertia<>()).cluster(all));
        clusters.removeIf(cluster -> cluster.getPoints().isEmpty());
        clusters.sort(Comparator.<CentroidCluster<Point>>comparingInt(
                        cluster -> -cluster.getPoints().size())
                .thenComparingInt(cluster -> cluster.getPoints().getFirst().index()));
        int[] groups = new int[points.length];
        for (int group = 0; group < clusters.size(); group++) {
            for (Point point : clusters.get(group).getPoints()) {
                groups[point.index()] = group;
            }
        }
        return new Grouping(groups, clusters.size(), Silhouette.of(points, groups, clusters.size()));
    }

    /** Points of which no two are the same. */
    static int distinct(double[][] points) {
        return (int) Arrays.stream(points).map(Arrays::toString).distinct().count();
    }
}
