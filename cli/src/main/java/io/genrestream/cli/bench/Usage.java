package io.genrestream.cli.bench;

import io.genrestream.embedded.StateDirectory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the parts used during a while.
 *
 * @param wall how long it was
 */
record Usage(Duration wall, Map<String, PartUsage> parts) {

    /** Waits for {@code time} to pass. */
    static Usage during(StateDirectory state, Duration time) throws InterruptedException {
        long start = System.nanoTime();
        Map<String, PartUsage> before = PartUsage.of(state);
        Thread.sleep(time);
        Map<String, PartUsage> used = new TreeMap<>();
        PartUsage.of(state).forEach((part, usage) -> used.put(part, usage.since(before.get(part))));
        return new Usage(Duration.ofNanos(System.nanoTime() - start), used);
    }

    /** Processor time a second of wall time (ms). */
    double millisASecond(String part) {
        PartUsage used = parts.get(part);
        return used == null ? 0 : used.cpu().toNanos() / 1e6 / (wall.toNanos() / 1e9);
    }
}
