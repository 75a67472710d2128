package io.genrestream.scoring.track;

import io.genrestream.scoring.Calibration;
import io.genrestream.scoring.WindowScores;
import java.util.Optional;

/**
 * A window and what a model says of it.
 *
 * @param scores empty where the window was not scored
 */
public record ScoredWindow(GenreVerdict verdict, Optional<WindowScores> scores) {
    public static ScoredWindow of(WindowScores scores, Calibration calibration) {
        boolean talk = calibration.talkFrom().isPresent()
                && scores.talk() >= calibration.talkFrom().getAsDouble();
        return new ScoredWindow(
                talk ? GenreVerdict.talk() : GenreVerdict.of(scores.scores(), calibration.unknownBelow()),
                Optional.of(scores));
    }

    /** The scores by label, unless it is talk, of which they say nothing. */
    public Optional<float[]> ofMusic() {
        return scores.filter(found -> verdict.kind() != VerdictKind.NO_MUSIC).map(WindowScores::scores);
    }
}
