package io.genrestream.ingest.live;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps a source that is not live, or only pretends to be, from sending days of audio in an hour. A burst on connecting
 * and clocks that differ pass. For one thread.
 */
final class Pace {
    /** Audio that may come at once (seconds): what HLS keeps, and the largest bursts of radio. */
    private static final double BURST = 60;

    /** Beyond it, seconds of audio in a second. */
    private static final double MOST = 1.05;

    private final int sampleRate;
    private final LongSupplier nanoTime;
    private long last;
    private double room = BURST;

    Pace(int sampleRate, LongSupplier nanoTime) {
        this.sampleRate = sampleRate;
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    /** How long to wait before these samples are taken. */
    Duration waitFor(int samples) {
        long now = nanoTime.getAsLong();
        room = Math.min(BURST, room + (now - last) / 1e9 * MOST) - (double) samples / sampleRate;
        last = now;
        return room >= 0 ? Duration.ZERO : Duration.ofMillis(Math.round(-room / MOST * 1_000));
    }
}
