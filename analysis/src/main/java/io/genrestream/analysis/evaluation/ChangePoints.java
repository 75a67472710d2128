package io.genrestream.analysis.evaluation;

import io.genrestream.analysis.TrackSink;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.window.Window;
import io.genrestream.scoring.segment.MusicChange;
import io.genrestream.scoring.track.ScoredWindow;
import java.util.ArrayList;
import java.util.List;

/** When the music of a track changes, by its windows' embeddings alone. */
public final class ChangePoints implements TrackSink {
    private final MusicChange change;
    private final int sampleRate;
    /** From a window's beginning to the middle between its own middle and the one's before. */
    private final double middle;

    private final List<Double> seconds = new ArrayList<>();

    public ChangePoints(FrontEndSpec spec) {
        sampleRate = spec.sampleRate();
        double hop = (double) spec.every() * spec.hop() / sampleRate;
        middle = ((double) spec.frames() * spec.hop() / sampleRate - hop) / 2;
        change = new MusicChange(hop);
    }

    @Override
    public void scored(Window window, ScoredWindow scored) {
        scored.scores()
                .ifPresent(scores -> change.add(window.startSample(), scores.embedding())
                        .ifPresent(start -> seconds.add((double) start / sampleRate + middle)));
    }

    /** The moments found so far (s). */
    public List<Double> seconds() {
        return seconds;
    }
}
