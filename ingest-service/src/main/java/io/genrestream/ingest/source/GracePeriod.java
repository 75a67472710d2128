package io.genrestream.ingest.source;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * For how long sources stay connected while this instance is not certain to be counted in by its group. A broker that is
 * away, a coordinator that moves and a group that waits for a dead member all look like that, and pass without another
 * having opened the sources; their audio is dropped, and no connection is worth being made again. For one thread at a time.
 */
final class GracePeriod {
    private final long longest;
    private final long exclusive;
    private final LongSupplier nanoTime;
    private long certain;
    private long lastAsked;
    private boolean over = true;

    /**
     * @param longest that it may last
     * @param exclusive for so long after it was last certain no other has the sources; whoever asks less often may have stood still
     *     while others opened them
     * @param nanoTime a clock that goes on while the process is frozen (nanoseconds)
     */
    GracePeriod(Duration longest, Duration exclusive, LongSupplier nanoTime) {
        this.longest = longest.toNanos();
        this.exclusive = exclusive.toNanos();
        this.nanoTime = nanoTime;
    }

    /** @param isCertain whether this instance is certain now; it lasts anew from then on */
    boolean lasts(boolean isCertain) {
        long now = nanoTime.getAsLong();
        if (isCertain) {
            certain = now;
            over = false;
        } else if (now - lastAsked > exclusive || now - certain > longest) {
            over = true;
        }
        lastAsked = now;
        return !over;
    }

    /** To be called when everything is reconciled, which is no standstill however long it took. */
    void reconciled() {
        lastAsked = nanoTime.getAsLong();
    }
}
