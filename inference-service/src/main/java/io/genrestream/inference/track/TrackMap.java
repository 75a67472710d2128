package io.genrestream.inference.track;

import java.util.List;
import java.util.function.Predicate;

/**
 * Tracks as points of a plane: those that the model finds alike lie near each other.
 *
 * @param projection how embeddings become places: {@code pca}, the first two principal components
 * @param explained share of the embeddings' variance that the plane shows, 0 to 1
 * @param points of the tracks that ended last, newest last
 */
public record TrackMap(String projection, double explained, List<Point> points) {

    /** With some of its points alone. */
    public TrackMap of(Predicate<String> streams) {
        return new TrackMap(
                projection,
                explained,
                points.stream().filter(point -> streams.test(point.streamId())).toList());
    }

    /**
     * A track's place, in units of embeddings of length 1.
     *
     * @param label null where the track's verdict is not GENRE
     * @param confidence probability of the label, 0 to 1
     */
    public record Point(String streamId, String label, double confidence, double x, double y) {}
}
