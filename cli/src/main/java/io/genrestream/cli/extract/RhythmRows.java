package io.genrestream.cli.extract;

import io.genrestream.analysis.AnalysedTrack;
import io.genrestream.dsp.rhythm.RhythmTracker;
import io.genrestream.dsp.rhythm.StreamRhythm;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;

/** One row: the statistics of the whole track, then its rhythm and pitch. */
final class RhythmRows extends FileRows {
    private final Supplier<RhythmTracker> tracker;
    private StreamRhythm rhythm;

    /** @param tracker of the thread that asks for it, since one serves one thread */
    RhythmRows(Layout layout, KeptRows keptRows, Path file, Supplier<RhythmTracker> tracker) {
        super(layout, keptRows, file);
        this.tracker = tracker;
    }

    @Override
    public void samples(short[] pcm, int offset, int length) {
        if (rhythm == null) {
            rhythm = tracker.get().start(0);
        }
        rhythm.process(pcm, offset, length);
    }

    @Override
    protected void addLast(AnalysedTrack track) {
        if (track.frames() > 0) {
            float[] statistics = track.aggregate();
            float[] heard = RhythmColumns.values(rhythm.whole());
            float[] whole = Arrays.copyOf(statistics, statistics.length + heard.length);
            System.arraycopy(heard, 0, whole, statistics.length, heard.length);
            add(whole, track.seconds());
        }
    }
}
