package io.genrestream.scoring.track;

import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelInput;
import io.genrestream.scoring.Scorer;
import io.genrestream.scoring.WindowScores;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Decides what a window is; one for each thread. Windows of silence and scraps of windows are not scored. */
public final class WindowClassifier {
    private final Scorer scorer;
    private final double unknownBelow;
    private final Function<Supplier<WindowScores>, WindowScores> timer;

    public WindowClassifier(GenreModel model) {
        this(model, Supplier::get);
    }

    /** @param timer runs the model, and may take the time */
    public WindowClassifier(GenreModel model, Function<Supplier<WindowScores>, WindowScores> timer) {
        this.scorer = model.scorer();
        this.unknownBelow = model.description().calibration().unknownBelow();
        this.timer = timer;
    }

    /**
     * @param logMelDb {@code [frames][bands]}, row-major float32 little-endian (dB)
     * @param mfcc {@code [frames][coefficients]}, likewise
     * @throws NonFiniteScoresException when the model has no answer to these values
     */
    public Finding classify(Hearing hearing, ByteBuffer logMelDb, ByteBuffer mfcc) throws NonFiniteScoresException {
        if (hearing.isTooShort()) {
            return new Finding(Decision.tooShort(), Optional.empty());
        }
        if (hearing.isSilent()) {
            return new Finding(Decision.silent(), Optional.empty());
        }
        scorer.set(ModelInput.LOG_MEL_DB, logMelDb);
        scorer.set(ModelInput.MFCC, mfcc);
        WindowScores scores = timer.apply(scorer::score);
        if (!scores.isFinite()) {
            throw new NonFiniteScoresException();
        }
        return new Finding(Decision.of(scores.scores(), unknownBelow), Optional.of(scores));
    }
}
