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

    EventPosition after(ResultEvent event) {
        return event.kind() == ResultEvent.Kind.PREDICTION
                ? afterPrediction(event.offset())
                : afterTrack(event.offset());
    }

    /** Whether the event comes at this position or later. */
    boolean isBefore(ResultEvent event) {
        return event.offset() >= (event.kind() == ResultEvent.Kind.PREDICTION ? predictions : tracks);
    }

    /** The earlier of both, in either topic. */
    EventPosition atMost(EventPosition other) {
        return new EventPosition(partition, Math.min(predictions, other.predictions), Math.min(tracks, other.tracks));
    }

    /** The later of both, in either topic. */
    EventPosition atLeast(EventPosition other) {
        return new EventPosition(partition, Math.max(predictions, other.predictions), Math.max(tracks, other.tracks));
    }

    @Override
    public String toString() {
        return partition + "-" + predictions + "-" + tracks;
    }
}
