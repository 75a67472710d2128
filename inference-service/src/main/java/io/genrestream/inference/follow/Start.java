package io.genrestream.inference.follow;

import java.util.Optional;

/**
 * With which event a viewer begins.
 *
 * @param after the last event that it has seen; empty for none
 * @param now whether it begins with the present result, rather than with the first event of the latest attempt
 */
public record Start(Optional<EventPosition> after, boolean now) {
    public static final Start BEGINNING = new Start(Optional.empty(), false);
    public static final Start NOW = new Start(Optional.empty(), true);

    /** Where the id of the last event says nothing of a topic, with what comes in it after the tail. */
    Start in(EventPosition tail) {
        return new Start(
                after.map(seen -> seen.segments() == EventPosition.NOT_SAID
                        ? seen.with(ResultEvent.Kind.SEGMENT, tail.segments())
                        : seen),
                now);
    }

    public static Start after(EventPosition position) {
        return new Start(Optional.of(position), false);
    }
}
