package io.genrestream.inference.track;

import java.util.List;
import java.util.Optional;

/**
 * Projects tracks to a plane that stays while few of them change: a new track finds its place among the others without
 * moving them. For several threads.
 */
final class TrackProjection {
    /** The plane is found anew when this share of the tracks has changed. */
    private static final double CHANGED = 0.05;

    private static final double STEPS = 1e4;

    /** Guarded by this. */
    private Optional<PrincipalPlane> plane = Optional.empty();
    /** How many changes there had been when the plane was found. Guarded by this. */
    private long found;

    TrackMap map(Embeddings.Snapshot tracks) {
        List<float[]> vectors =
                tracks.embeddings().stream().map(Embedding::unit).toList();
        if (vectors.isEmpty()) {
            return new TrackMap("pca", 0, List.of());
        }
        PrincipalPlane plane = plane(vectors, tracks.changes());
        List<TrackMap.Point> points = tracks.embeddings().stream()
                .map(track -> point(track, plane.project(track.unit())))
                .toList();
        return new TrackMap("pca", rounded(plane.explained()), points);
    }

    /** One at a time, for many who ask at once want the same. */
    private synchronized PrincipalPlane plane(List<float[]> vectors, long changes) {
        boolean fits =
                plane.filter(known -> known.takes(vectors.getFirst().length)).isPresent();
        if (!fits || changes - found > CHANGED * vectors.size()) {
            plane = Optional.of(PrincipalPlane.of(vectors, plane));
            found = changes;
        }
        return plane.get();
    }

    private static TrackMap.Point point(Embedding track, double[] place) {
        return new TrackMap.Point(
                track.streamId(), track.label(), rounded(track.confidence()), rounded(place[0]), rounded(place[1]));
    }

    /** Four digits, which no screen shows and which halve the answer. */
    private static double rounded(double value) {
        return Math.round(value * STEPS) / STEPS;
    }
}
