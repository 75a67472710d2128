package io.genrestream.inference.segment;

/**
 * What a window of a live stream says of where segments begin.
 *
 * @param start media time of its first sample (s)
 * @param end media time after its last sample that there was (s)
 * @param epoch the feature service's
 * @param title what the source says is playing; null or blank where it says nothing
 * @param silent whether there is nothing but silence
 * @param capturedAt when its last sample came in (ms since 1970 UTC)
 */
public record WindowSpan(double start, double end, int epoch, String title, boolean silent, long capturedAt) {

    double middle() {
        return (start + end) / 2;
    }

    /** When the audio of a media time (s) came in (ms since 1970 UTC). */
    long clockAt(double seconds) {
        return capturedAt - Math.round(1_000 * (end - seconds));
    }

    /** Null where the source says nothing. */
    String saidTitle() {
        return title == null || title.isBlank() ? null : title.strip();
    }
}
