package io.genrestream.inference.topology;

import io.genrestream.event.FeatureWindow;
import io.genrestream.inference.InferenceMetrics;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelInput;
import io.genrestream.scoring.Scorer;
import io.genrestream.scoring.WindowScores;
import io.genrestream.scoring.track.Decision;
import io.genrestream.scoring.track.Hearing;
import java.util.Optional;

/** Decides what a window is; one for each thread. Windows of silence and scraps of windows are not scored. */
final class WindowClassifier {

    /** @param scores empty where the window was not scored */
    record Finding(Decision decision, Optional<WindowScores> scores) {}

    private final Scorer scorer;
    private final double unknownBelow;
    private final InferenceMetrics metrics;

    WindowClassifier(GenreModel model, InferenceMetrics metrics) {
        this.scorer = model.scorer();
        this.unknownBelow = model.description().calibration().unknownBelow();
        this.metrics = metrics;
    }

    /** @throws RefusedWindowException NON_FINITE_FEATURES when the model has no answer to these values */
    Finding classify(FeatureWindow window, Hearing hearing) throws RefusedWindowException {
        if (hearing.isTooShort()) {
            return new Finding(Decision.tooShort(), Optional.empty());
        }
        if (hearing.isSilent()) {
            return new Finding(Decision.silent(), Optional.empty());
        }
        scorer.set(ModelInput.LOG_MEL_DB, window.getLogMelDb());
        scorer.set(ModelInput.MFCC, window.getMfcc());
        WindowScores scores = metrics.timeScore(scorer::score);
        if (!scores.isFinite()) {
            throw new RefusedWindowException(WindowFault.NON_FINITE_FEATURES, "The model gives no finite score.");
        }
        return new Finding(Decision.of(scores.scores(), unknownBelow), Optional.of(scores));
    }
}
