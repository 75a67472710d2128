package io.genrestream.cli.cluster;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Locale;

/**
 * Tracks in their groups; its fields are those of the JSON object that {@code cluster --json} prints.
 *
 * @param by what they were compared by
 * @param groups how many
 * @param silhouette -1 to 1
 * @param labels where labels come from
 * @param nmi of groups and labels, null without labels
 * @param ari of groups and labels, null without labels
 */
@JsonPropertyOrder({"by", "groups", "silhouette", "labels", "nmi", "ari", "seed", "tracks"})
record TrackMap(
        String by,
        int groups,
        double silhouette,
        String labels,
        Double nmi,
        Double ari,
        long seed,
        List<PlacedTrack> tracks) {

    String summary() {
        String agreement = nmi == null
                ? ""
                : String.format(Locale.ROOT, "; against the labels NMI %.3f, adjusted Rand index %.3f", nmi, ari);
        return String.format(
                        Locale.ROOT,
                        "%d tracks in %d groups by %s, silhouette %.3f",
                        tracks.size(),
                        groups,
                        by,
                        silhouette)
                + agreement;
    }
}
