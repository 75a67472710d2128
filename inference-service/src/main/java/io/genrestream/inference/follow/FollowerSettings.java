package io.genrestream.inference.follow;

import java.time.Duration;
import java.util.Map;

/**
 * @param client properties of the followers' consumers: bootstrap servers, TLS, SASL, fetch limits
 * @param connections at most at once, since each has a consumer of its own
 * @param heartbeat after which silence is broken by a comment
 * @param idle after which a connection whose stream says nothing is closed; its client may come back
 */
public record FollowerSettings(Map<String, Object> client, int connections, Duration heartbeat, Duration idle) {}
