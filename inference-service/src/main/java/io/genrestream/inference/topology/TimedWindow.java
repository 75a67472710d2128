package io.genrestream.inference.topology;

import io.genrestream.event.FeatureWindow;
import io.genrestream.streams.RecordTimes;
import java.time.Instant;

/**
 * A window with what its event cannot know: a time that a clock can show, and how far its stream had come before. The
 * event itself stays as it was read.
 *
 * @param time of the records that are made of it (ms since 1970 UTC)
 * @param mediaBefore media time that the attempt's windows before had reached (samples)
 */
record TimedWindow(FeatureWindow event, long time, long mediaBefore) {

    /**
     * @param state of its stream; null where nothing is known of it
     * @param now wall clock (ms since 1970 UTC)
     */
    static TimedWindow of(FeatureWindow event, TrackState state, long now) {
        return new TimedWindow(
                event,
                RecordTimes.plausible(event.getCapturedAt().toEpochMilli(), now),
                state != null && state.isContinuedBy(event) ? state.streamSample() : 0);
    }

    /** At the same time and place, with another event. */
    TimedWindow with(FeatureWindow other) {
        return new TimedWindow(other, time, mediaBefore);
    }

    Instant capturedAt() {
        return Instant.ofEpochMilli(time);
    }

    /**
     * Media time of the attempt when the window was complete, with audio that was lost (samples); it never goes back.
     */
    long streamSample() {
        return Math.max(event.getStreamSample(), mediaBefore);
    }

    /** The same (s). */
    double seconds() {
        return (double) streamSample() / event.getSampleRate();
    }

    /** Audio in the window that no window before had (s). */
    double newSeconds() {
        long heard = event.getEndSample() - event.getStartSample();
        return (double) Math.min(heard, streamSample() - mediaBefore) / event.getSampleRate();
    }
}
