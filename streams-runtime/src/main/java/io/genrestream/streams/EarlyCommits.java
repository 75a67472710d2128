package io.genrestream.streams;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Says which records are committed at once, and not at the next interval: those of an application to which few come. A
 * commit costs the broker the same for one record as for a hundred, so that results of few streams are seen at once, and many
 * share commits. One for all tasks of an application; any thread may call it.
 */
public final class EarlyCommits {
    /** So many records a second are few. */
    private static final int FEW = 8;

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    /** When the last records were worked through, of which the next is overwritten first. */
    private final long[] times = new long[FEW];

    private int next;

    public EarlyCommits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        Arrays.fill(times, nanoTime.getAsLong() - SECOND);
    }

    /** Counts a record that was worked through; returns whether it is to be committed now. */
    synchronized boolean isDue() {
        long now = nanoTime.getAsLong();
        boolean few = now - times[next] >= SECOND;
        times[next] = now;
        next = (next + 1) % FEW;
        return few;
    }
}
