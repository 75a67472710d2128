package io.genrestream.ingest.live;

import java.time.Duration;
import java.util.List;

/**
 * When a live source is taken for stalled, silent, stable again or off the air.
 *
 * @param stall no samples for so long is a break, whatever the connection does
 * @param silence so much of it makes the source SILENT
 * @param retries pauses before a broken connection is made again, one after the other
 * @param slowRetries the same after an answer that will hardly change soon, such as 404 of a station off the air
 * @param stableAfter audio that a connection has to have brought before the next break counts as the first
 * @param stableBytes bytes that it has to have brought as well
 * @param statusEvery the least time between two statuses for what changes often
 * @param refresh a status is written again after so long, or the log would expire a source that changes nothing
 */
public record LiveTimings(
        Duration stall,
        Duration silence,
        List<Duration> retries,
        List<Duration> slowRetries,
        Duration stableAfter,
        long stableBytes,
        Duration statusEvery,
        Duration refresh) {
    public static final LiveTimings DEFAULT = new LiveTimings(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(4),
                    Duration.ofSeconds(8),
                    Duration.ofSeconds(16),
                    Duration.ofSeconds(32),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(2)),
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5)),
            Duration.ofSeconds(30),
            100_000,
            Duration.ofSeconds(5),
            Duration.ofHours(1));
}
