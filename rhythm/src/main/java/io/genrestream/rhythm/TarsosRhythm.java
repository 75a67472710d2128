package io.genrestream.rhythm;

import io.genrestream.dsp.rhythm.RhythmModule;
import io.genrestream.dsp.rhythm.RhythmTracker;

/** The module, as {@link java.util.ServiceLoader} makes it. */
public final class TarsosRhythm implements RhythmModule {
    @Override
    public RhythmTracker tracker(int sampleRate) {
        return new Tracker(new Grid(sampleRate));
    }
}
