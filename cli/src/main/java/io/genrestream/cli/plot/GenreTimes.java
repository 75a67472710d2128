package io.genrestream.cli.plot;

import io.genrestream.analysis.TrackSink;
import io.genrestream.dsp.window.Window;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.track.ScoredWindow;
import java.util.List;

/** What the model says of each window of a track. */
final class GenreTimes implements TrackSink {
    private final ModelDescription model;
    private final MeanColumns scores;
    private boolean scored;

    GenreTimes(ModelDescription model) {
        this.model = model;
        scores = new MeanColumns(model.labels().size());
    }

    @Override
    public void scored(Window window, ScoredWindow found) {
        scored |= found.ofMusic().isPresent();
        scores.add(found.ofMusic().orElseGet(() -> new float[labels().size()]));
    }

    List<String> labels() {
        return model.labels();
    }

    boolean isEmpty() {
        return !scored;
    }

    /** {@code [columns][labels]}, 0 to 1; all 0 for what is no music or too short. */
    float[][] scores() {
        return scores.values();
    }

    /** The middle of a column's windows in the excerpt (s). */
    double time(int column) {
        double window = column * (double) scores.step() + (scores.step() - 1) / 2.0;
        double frames = window * model.frontEnd().every() + model.frontEnd().frames() / 2.0;
        return frames * model.frontEnd().hop() / model.frontEnd().sampleRate();
    }
}
