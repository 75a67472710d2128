package io.genrestream.ingest.admission;

import java.time.Duration;

/**
 * What a client may take to send a body. Only the time spent waiting for it counts, never our own delay.
 *
 * @param stall longest pause between two bytes
 * @param leastRate bytes a second, averaged over a minute
 * @param whole longest for the whole body
 */
public record BodyLimits(Duration stall, long leastRate, Duration whole) {}
