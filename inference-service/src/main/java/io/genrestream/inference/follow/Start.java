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

    public static Start after(EventPosition position) {
        return new Start(Optional.of(position), false);
    }
}
