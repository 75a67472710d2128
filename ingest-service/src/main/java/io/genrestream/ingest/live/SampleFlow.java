package io.genrestream.ingest.live;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Judges one connection by the samples that come out, since a socket may stay open, or trickle, for ever. Audio that came
 * ahead of time, in a burst or a segment of HLS, counts for as long as it lasts. Safe for many threads.
 */
final class SampleFlow {
    /** Fewer bytes than these in a stall's time are no audio that a decoder keeps for itself. */
    private static final long TELLING_BYTES = 4_096;

    /** What is to be done. */
    enum State {
        FLOWS,
        /** Bytes come in and no samples out: another format may have begun. */
        NEEDS_DECODER,
        STALLED
    }

    /** Audio ahead of time that counts at most, and how much faster than time it runs out, for clocks that differ. */
    private static final long MOST_AHEAD_NANOS = Duration.ofSeconds(30).toNanos();

    private static final double RUNS_OUT = 1.05;

    private final int sampleRate;
    private final long stallNanos;
    private final LongSupplier nanoTime;
    private long since;
    private long aheadNanos;
    private long bytesSince;
    private boolean renewed;
    private long bytes;
    private long samples;

    SampleFlow(int sampleRate, Duration stall, LongSupplier nanoTime) {
        this.sampleRate = sampleRate;
        this.stallNanos = stall.toNanos();
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    synchronized void bytes(int count) {
        bytes += count;
        bytesSince += count;
    }

    synchronized void samples(int count) {
        samples += count;
        long now = nanoTime.getAsLong();
        long ahead = Math.max(0, aheadNanos - (long) ((now - since) * RUNS_OUT)) + count * 1_000_000_000L / sampleRate;
        aheadNanos = Math.min(MOST_AHEAD_NANOS, ahead);
        since = now;
        bytesSince = 0;
        renewed = false;
    }

    /** Asked again and again; tells of each thing once. */
    synchronized State state() {
        long now = nanoTime.getAsLong();
        if (now - since < stallNanos + aheadNanos) {
            return State.FLOWS;
        }
        boolean needsDecoder = !renewed && bytesSince >= TELLING_BYTES;
        since = now;
        aheadNanos = 0;
        bytesSince = 0;
        renewed = needsDecoder;
        return needsDecoder ? State.NEEDS_DECODER : State.STALLED;
    }

    /** Bytes that have come in. */
    synchronized long bytes() {
        return bytes;
    }

    /** Samples that have come out (count). */
    synchronized long samples() {
        return samples;
    }
}
