package io.genrestream.ingest.live;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * How long to wait before the next try: longer each time, and never the same for two sources, so that those of one dead
 * server do not come back in the same second. For one thread.
 */
final class BackOff {
    /** Before a broken connection is made again. */
    static final List<Duration> SOON = LongStream.of(1, 2, 4, 8, 16, 32, 60, 120)
            .mapToObj(Duration::ofSeconds)
            .toList();

    /** After an answer that will hardly change soon, such as 404 of a station off the air. */
    static final List<Duration> SLOW = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5));

    /** A pause is its step times 0.5 to 1.5. */
    private static final double LEAST_FACTOR = 0.5;

    private final List<Duration> steps;
    private final RandomGenerator random;
    private int tries;

    /** @param steps the last of which is also the longest pause */
    BackOff(List<Duration> steps, RandomGenerator random) {
        this.steps = List.copyOf(steps);
        this.random = random;
    }

    /** The pause before the next try. */
    Duration next() {
        Duration step = steps.get(Math.min(tries, steps.size() - 1));
        tries++;
        Duration pause = Duration.ofMillis(Math.round(step.toMillis() * (LEAST_FACTOR + random.nextDouble())));
        return pause.compareTo(steps.getLast()) < 0 ? pause : steps.getLast();
    }

    /** The source is stable again: the next pause is the first. */
    void reset() {
        tries = 0;
    }
}
