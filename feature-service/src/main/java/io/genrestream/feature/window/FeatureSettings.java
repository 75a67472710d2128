package io.genrestream.feature.window;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.rhythm.RhythmModule;
import java.time.Duration;
import java.util.Optional;

/**
 * What the topology is built for.
 *
 * @param aggregateEvery windows between two rolling aggregates (count)
 * @param idleAfter how long a stream without chunks stays open before it is ended as IDLE
 * @param markerRetention how long an ended stream is remembered, against late and repeated chunks
 * @param rhythm what finds rhythm and pitch, where the module is there
 */
public record FeatureSettings(
        FrontEndSpec frontEnd,
        int aggregateEvery,
        Duration idleAfter,
        Duration markerRetention,
        Optional<RhythmModule> rhythm) {

    public FeatureSettings {
        if (aggregateEvery < 1) {
            throw new IllegalArgumentException(
                    "genrestream.aggregate-every is " + aggregateEvery + " windows; it must be 1 or more");
        }
    }

    /** The digest as a number, for the state. */
    public long digest() {
        return Long.parseUnsignedLong(frontEnd.digest(), 16);
    }
}
