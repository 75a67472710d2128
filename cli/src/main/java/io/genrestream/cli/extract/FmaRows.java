package io.genrestream.cli.extract;

import io.genrestream.analysis.AnalysedTrack;
import io.genrestream.dsp.fma.FmaFeatures;
import java.nio.file.Path;

/** One row: FMA's features of the track, whose samples are kept in memory up to its end. */
final class FmaRows extends FileRows {
    /** Its tables are large, and a job hears one track after another. */
    private static final ThreadLocal<FmaFeatures> FEATURES = ThreadLocal.withInitial(FmaFeatures::new);

    private boolean begun;

    FmaRows(Layout layout, KeptRows keptRows, Path file) {
        super(layout, keptRows, file);
    }

    @Override
    public void samples(short[] pcm, int offset, int length) {
        if (!begun) {
            begun = true;
            FEATURES.get().clear(); // of a track that failed
        }
        FEATURES.get().add(pcm, offset, length);
    }

    @Override
    protected void addLast(AnalysedTrack track) {
        if (track.samples() > 0) {
            add(FEATURES.get().finish(), track.seconds());
        }
    }
}
