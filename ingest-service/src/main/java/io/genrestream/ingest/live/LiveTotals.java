package io.genrestream.ingest.live;

import io.genrestream.ingest.publish.Publishing;
import java.time.Duration;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What all live sources of this instance have come to since its start. */
public final class LiveTotals {
    private final int sampleRate;
    private final LongAdder reconnects = new LongAdder();
    private final LongAdder droppedSamples = new LongAdder();
    private final DoubleAdder lostSeconds = new DoubleAdder();
    private final LongAdder samples = new LongAdder();

    /** @param sampleRate of the audio that is counted (Hz) */
    public LiveTotals(int sampleRate) {
        this.sampleRate = sampleRate;
    }

    /** A listener that also counts what is lost. */
    public Publishing.Listener counting(Publishing.Listener other) {
        return new Publishing.Listener() {
            @Override
            public void acknowledged(double seconds, Duration latency) {
                other.acknowledged(seconds, latency);
            }

            @Override
            public void lost(double seconds) {
                lostSeconds.add(seconds);
            }
        };
    }

    void reconnected() {
        reconnects.increment();
    }

    void dropped(int count) {
        droppedSamples.add(count);
    }

    void decoded(int count) {
        samples.add(count);
    }

    /** Connections that were made again (count). */
    public long reconnects() {
        return reconnects.sum();
    }

    /** Audio that came in and did not get into the log (seconds). */
    public double droppedSeconds() {
        return (double) droppedSamples.sum() / sampleRate + lostSeconds.sum();
    }

    /** Audio that came out of the decoders (seconds). */
    public double audioSeconds() {
        return (double) samples.sum() / sampleRate;
    }
}
