package io.genrestream.dsp.rhythm;

import java.util.Optional;
import java.util.ServiceLoader;

/** What an optional module on the class path offers to hear rhythm and pitch with; named in its services file. */
public interface RhythmModule {

    /** @param sampleRate of the samples that the tracker will be given (Hz) */
    RhythmTracker tracker(int sampleRate);

    /** The module on the class path, if there is one. */
    static Optional<RhythmModule> find() {
        return ServiceLoader.load(RhythmModule.class, RhythmModule.class.getClassLoader())
                .findFirst();
    }
}
