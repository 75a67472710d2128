package io.genrestream.inference.follow;

import java.time.Duration;
import java.util.Optional;

/**
 * With which event a viewer begins.
 *
 * @param after the last event that it has seen; empty for none
 * @param from where it begins when it has seen none
 */
public record Start(Optional<EventPosition> after, From from) {
    /** Of the latest attempt, what {@link From#RECENT} shows. */
    static final Duration RECENT_SPAN = Duration.ofMinutes(10);

    /** Where in a stream to begin. */
    public enum From {
        /** With the first event of the latest attempt. */
        BEGINNING,
        /** With the events of the latest attempt's last ten minutes. */
        RECENT,
        /** With the present result. */
        NOW
    }

    public static final Start BEGINNING = new Start(Optional.empty(), From.BEGINNING);
    public static final Start RECENT = new Start(Optional.empty(), From.RECENT);
    public static final Start NOW = new Start(Optional.empty(), From.NOW);

    /** Where the id of the last event says nothing of a topic, with what comes in it after the tail. */
    Start in(EventPosition tail) {
        return new Start(
                after.map(seen -> seen.segments() == EventPosition.NOT_SAID
                        ? seen.with(ResultEvent.Kind.SEGMENT, tail.segments())
                        : seen),
                from);
    }

    public static Start after(EventPosition position) {
        return new Start(Optional.of(position), From.BEGINNING);
    }
}
