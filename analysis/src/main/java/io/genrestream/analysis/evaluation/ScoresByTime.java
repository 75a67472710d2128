package io.genrestream.analysis.evaluation;

import io.genrestream.analysis.TrackSink;
import io.genrestream.dsp.window.Window;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.track.ScoredWindow;
import io.genrestream.scoring.track.TrackResult;
import io.genrestream.scoring.track.TrackScore;
import io.genrestream.scoring.track.WindowCoverage;
import java.util.ArrayList;
import java.util.List;

/** What a model says of a track after so many seconds, and of each of its windows alone. */
public final class ScoresByTime implements TrackSink {
    /** The moments that are looked at (s). */
    public static final List<Integer> SECONDS = List.of(3, 6, 9, 15, 30);

    private final int sampleRate;
    private final TrackScore score;
    private final TrackResult[] at = new TrackResult[SECONDS.size()];
    private final List<float[]> windows = new ArrayList<>();

    public ScoresByTime(ModelDescription model) {
        this.sampleRate = model.frontEnd().sampleRate();
        this.score = new TrackScore(model, false);
    }

    @Override
    public void scored(Window window, ScoredWindow scored) {
        add((double) window.heardSample() / sampleRate, WindowCoverage.of(window), scored);
    }

    /** @param seconds media time at the window's end */
    public void add(double seconds, WindowCoverage coverage, ScoredWindow scored) {
        score.add(seconds, coverage, scored);
        scored.ofMusic().ifPresent(windows::add);
        TrackResult now = score.result();
        for (int i = 0; i < at.length; i++) {
            if (seconds <= SECONDS.get(i)) {
                at[i] = now;
            }
        }
    }

    /** Of all windows together. */
    public TrackResult result() {
        return score.result();
    }

    /**
     * Of the windows that had ended by then; of a track that is shorter, all of it.
     *
     * @param place in {@link #SECONDS}
     * @return null when no window had ended
     */
    public TrackResult resultAt(int place) {
        return at[place];
    }

    /** The scores of each window of music, {@code [labels]} each. */
    public List<float[]> windows() {
        return windows;
    }
}
