package io.genrestream.cli.cluster;

import io.genrestream.analysis.AnalysedTrack;
import java.util.Locale;

/** What tracks are compared by. */
enum Basis {
    /** Where the model puts them. */
    EMBEDDING {
        @Override
        float[] of(AnalysedTrack track) {
            return track.result().orElseThrow().embedding();
        }
    },
    /** The statistics of their MFCC and descriptors. */
    FEATURES {
        @Override
        float[] of(AnalysedTrack track) {
            return track.aggregate();
        }
    };

    abstract float[] of(AnalysedTrack track);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
