package io.genrestream.feature.window;

import io.genrestream.dsp.FrontEndSpec;
import java.time.Duration;

/**
 * What the topology is built for.
 *
 * @param aggregateEvery windows between two rolling aggregates (count)
 * @param idleAfter how long a stream without chunks stays open before it is ended as IDLE
 * @param markerRetention how long an ended stream is remembered, against late and repeated chunks
 */
public record FeatureSettings(FrontEndSpec frontEnd, int aggregateEvery, Duration idleAfter, Duration markerRetention) {

    /** Media time that a rolling aggregate covers (s). */
    static final int ROLLING_SECONDS = 30;

    public FeatureSettings {
        if (aggregateEvery < 1) {
            throw new IllegalArgumentException(
                    "genrestream.aggregate-every is " + aggregateEvery + " windows; it must be 1 or more");
        }
    }

    /** Frames that a rolling aggregate covers at most. */
    public int rollingFrames() {
        return Math.max(1, ROLLING_SECONDS * frontEnd.sampleRate() / frontEnd.hop());
    }

    /** Frames beyond the rolling range that are folded into the totals at once: seldom, since totals are large. */
    public int foldFrames() {
        return Math.max(1, rollingFrames() / 6);
    }

    /** The digest as a number, for the state. */
    public long digest() {
        return Long.parseUnsignedLong(frontEnd.digest(), 16);
    }
}
