package io.genrestream.cli.cluster;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.genrestream.analysis.library.LeftOut;
import io.genrestream.cli.offline.TableCell;
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
 * @param failed what cannot be compared
 * @param filesLeftOut what of the folders is no music that can be decoded
 */
@JsonPropertyOrder({"by", "groups", "silhouette", "labels", "nmi", "ari", "seed", "tracks", "failed", "filesLeftOut"})
record ClusterReport(
        String by,
        int groups,
        double silhouette,
        String labels,
        Double nmi,
        Double ari,
        long seed,
        List<PlacedTrack> tracks,
        List<Failed> failed,
        LeftOut filesLeftOut) {

    record Failed(String file, String code, String message) {
        String sentence() {
            return TableCell.visible(code + ": " + file + ": " + message);
        }
    }

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
