package io.genrestream.inference.follow;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a follower has read, as the id of its last event. Offsets mean the same at every instance, so any can go on
 * from there.
 *
 * @param partition of both topics
 * @param predictions next offset of genre.predictions
 * @param tracks next offset of genre.tracks
 */
public record EventPosition(int partition, long predictions, long tracks) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})-(\\d{1,18})-(\\d{1,18})");

    /** Empty when the text is no position. */
    public static Optional<EventPosition> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new EventPosition(
                        Integer.parseInt(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    public EventPosition afterPrediction(long offset) {
        return new EventPosition(partition, offset + 1, tracks);
    }

    public EventPosition afterTrack(long offset) {
        return new EventPosition(partition, predictions, offset + 1);
    }

    @Override
    public String toString() {
        return partition + "-" + predictions + "-" + tracks;
    }
}
