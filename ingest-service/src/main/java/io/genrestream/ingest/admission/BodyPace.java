package io.genrestream.ingest.admission;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.time.Duration;

/**
 * How fast a client sends. It may make us wait for a minute in all; each byte buys back the time that the least rate gives
 * to it. So whoever is slower than that runs out of it, and a pause between fast stretches costs nothing. Not safe for threads.
 */
final class BodyPace {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final IncomingBody.Limits limits;
    private final double nanosPerByte;
    private double credit = MINUTE;
    private long waited;
    private long bytes;

    BodyPace(IncomingBody.Limits limits) {
        this.limits = limits;
        this.nanosPerByte = 1e9 / limits.leastRate();
    }

    /** How long the next wait may last (ns). */
    long allowance() {
        long left = Math.min((long) credit, limits.whole().toNanos() - waited);
        return Math.max(0, Math.min(left, limits.stall().toNanos()));
    }

    /** A wait has ended. */
    void waited(long nanos) {
        waited += nanos;
        credit -= nanos;
    }

    /** Bytes have come. */
    void came(long count) {
        bytes += count;
        credit = Math.min(MINUTE, credit + count * nanosPerByte);
    }

    /** Time waited for each byte (ns); the larger, the slower. A body that has just begun is not slow. */
    double nanosPerByte() {
        return (double) waited / (bytes + 1);
    }

    /** Why a wait that took all of the allowance is the last. */
    IngestException exceeded(long allowance) {
        if (allowance >= limits.stall().toNanos()) {
            return new IngestException(
                    IngestError.BODY_STALLED,
                    bytes + " bytes came, then none for " + limits.stall().toMillis() + " ms");
        }
        String came =
                bytes + " bytes in " + Duration.ofNanos(waited + allowance).toSeconds() + " s";
        return allowance >= (long) credit
                ? new IngestException(
                        IngestError.BODY_TOO_SLOW, came + ", the least is " + limits.leastRate() + " bytes a second")
                : new IngestException(
                        IngestError.BODY_TOO_SLOW,
                        came + ", the limit is " + limits.whole().toSeconds() + " s");
    }
}
