package io.genrestream.cli.cluster;

import java.util.List;
import org.hipparchus.clustering.CentroidCluster;
import org.hipparchus.clustering.Cluster;
import org.hipparchus.clustering.Clusterable;
import org.hipparchus.clustering.evaluation.ClusterEvaluator;

/** What k-means makes small: the squared distances of all points from their group's centre. */
final class Inertia<T extends Clusterable> extends ClusterEvaluator<T> {
    @Override
    public double score(List<? extends Cluster<T>> clusters) {
        double sum = 0;
        for (Cluster<T> cluster : clusters) {
            Clusterable centre = ((CentroidCluster<T>) cluster).getCenter();
            for (T point : cluster.getPoints()) {
                double distance = distance(point, centre);
                sum += distance * distance;
            }
        }
        return sum;
    }
}
