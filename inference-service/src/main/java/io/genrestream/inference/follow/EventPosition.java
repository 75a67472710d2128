package io.genrestream.inference.follow;

import io.genrestream.inference.follow.ResultEvent.Kind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a viewer has read, as the id of its last event. Offsets mean the same at every instance, so any can go on
 * from there.
 *
 * @param partition of all topics
 * @param predictions next offset of genre.predictions
 * @param tracks next offset of genre.tracks
 * @param segments next offset of genre.segments; {@link #NOT_SAID} in ids of builds that knew none
 */
public record EventPosition(int partition, long predictions, long tracks, long segments) {
    static final long NOT_SAID = -1;
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})-(\\d{1,18})-(\\d{1,18})(?:-(\\d{1,18}))?");

    /** Empty when the text is no position. */
    public static Optional<EventPosition> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new EventPosition(
                        Integer.parseInt(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        matcher.group(4) == null ? NOT_SAID : Long.parseLong(matcher.group(4))))
                : Optional.empty();
    }

    /** The next offset in a topic. */
    long next(Kind kind) {
        return switch (kind) {
            case PREDICTION -> predictions;
            case TRACK -> tracks;
            case SEGMENT -> segments;
        };
    }

    EventPosition with(Kind kind, long next) {
        return new EventPosition(
                partition,
                kind == Kind.PREDICTION ? next : predictions,
                kind == Kind.TRACK ? next : tracks,
                kind == Kind.SEGMENT ? next : segments);
    }

    EventPosition after(ResultEvent event) {
        return with(event.kind(), event.offset() + 1);
    }

    /** Whether the event comes at this position or later. */
    boolean isBefore(ResultEvent event) {
        return event.offset() >= next(event.kind());
    }

    /** The earlier of both, in each topic. */
    EventPosition atMost(EventPosition other) {
        return new EventPosition(
                partition,
                Math.min(predictions, other.predictions),
                Math.min(tracks, other.tracks),
                Math.min(segments, other.segments));
    }

    /** The later of both, in each topic. */
    EventPosition atLeast(EventPosition other) {
        return new EventPosition(
                partition,
                Math.max(predictions, other.predictions),
                Math.max(tracks, other.tracks),
                Math.max(segments, other.segments));
    }

    @Override
    public String toString() {
        return partition + "-" + predictions + "-" + tracks + "-" + segments;
    }
}
