package io.genrestream.inference.follow;

import java.time.Duration;
import java.util.Map;

/**
 * @param client properties of the consumers: bootstrap servers, TLS, SASL, fetch limits
 * @param connections at most at once
 * @param heartbeat after which silence is broken by a comment
 * @param idle after which a connection whose stream says nothing is closed; its client may come back
 * @param patience after which a connection to an id that still has no result is closed
 */
public record EventStreamSettings(
        Map<String, Object> client, int connections, Duration heartbeat, Duration idle, Duration patience) {
    /** Of events that viewers have not taken yet, for all viewers of an instance (bytes). */
    public static final long MOST_PENDING_OF_ALL = 32 << 20;
}
