package io.genrestream.scoring.track;

import io.genrestream.dsp.window.Window;
import io.genrestream.scoring.Calibration;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.ModelInput;
import io.genrestream.scoring.Scorer;
import io.genrestream.scoring.WindowScores;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides what a window is; one for each thread. Windows of silence or of sound that does not change, and scraps of
 * windows, are not scored.
 */
public final class WindowClassifier {
    private final Scorer scorer;
    private final Optional<AggregateInput> aggregate;
    private final Steadiness steadiness;
    private final Calibration calibration;
    private final Function<Supplier<WindowScores>, WindowScores> timer;

    public WindowClassifier(GenreModel model) {
        this(model, Supplier::get);
    }

    /** @param timer runs the model, and may take the time */
    public WindowClassifier(GenreModel model, Function<Supplier<WindowScores>, WindowScores> timer) {
        this.scorer = model.scorer();
        ModelDescription description = model.description();
        this.aggregate = description.inputs().containsKey(ModelInput.AGGREGATE)
                ? Optional.of(new AggregateInput(description.frontEnd(), description.aggregateNames()))
                : Optional.empty();
        this.steadiness = new Steadiness(description.frontEnd());
        this.calibration = description.calibration();
        this.timer = timer;
    }

    /**
     * @param window of the model's front end; descriptors are needed by a model that takes {@code aggregate} alone
     * @throws NonFiniteScoresException when the model has no answer to its values
     */
    public ScoredWindow classify(Window window) throws NonFiniteScoresException {
        WindowCoverage coverage = WindowCoverage.of(window);
        if (coverage.isTooShort()) {
            return new ScoredWindow(GenreVerdict.tooShort(), Optional.empty());
        }
        if (coverage.isSilent()) {
            return new ScoredWindow(GenreVerdict.silent(), Optional.empty());
        }
        if (steadiness.isSteady(window.logMelDb())) {
            return new ScoredWindow(GenreVerdict.steady(), Optional.empty());
        }
        scorer.set(ModelInput.LOG_MEL_DB, window.logMelDb());
        scorer.set(ModelInput.MFCC, window.mfcc());
        aggregate.ifPresent(input -> scorer.set(ModelInput.AGGREGATE, input.of(window)));
        WindowScores scores = timer.apply(scorer::score);
        if (!scores.isFinite()) {
            throw new NonFiniteScoresException();
        }
        return ScoredWindow.of(scores, calibration);
    }
}
