package io.genrestream.scoring.track;

import io.genrestream.scoring.WindowScores;
import java.util.Optional;

/**
 * What is told of a window or a track.
 *
 * @param reason why it is no genre, empty when it is one
 * @param label place of the best label, {@link #NO_LABEL} unless it is a genre
 * @param confidence the best score, 0 without scores
 */
public record Decision(Outcome outcome, Optional<Reason> reason, int label, float confidence) {
    public static final int NO_LABEL = -1;

    public static Decision silent() {
        return new Decision(Outcome.NO_MUSIC, Optional.of(Reason.SILENCE), NO_LABEL, 0);
    }

    public static Decision steady() {
        return new Decision(Outcome.NO_MUSIC, Optional.of(Reason.STEADY), NO_LABEL, 0);
    }

    public static Decision tooShort() {
        return new Decision(Outcome.UNKNOWN, Optional.of(Reason.TOO_SHORT), NO_LABEL, 0);
    }

    /** The best of {@code scores}, if it reaches {@code unknownBelow}. */
    public static Decision of(float[] scores, double unknownBelow) {
        int best = WindowScores.best(scores);
        return scores[best] < unknownBelow
                ? new Decision(Outcome.UNKNOWN, Optional.of(Reason.LOW_CONFIDENCE), NO_LABEL, scores[best])
                : new Decision(Outcome.GENRE, Optional.empty(), best, scores[best]);
    }

    /**
     * The name of the reason; where too little was heard because the source broke off, the end's name instead.
     *
     * @param end how the track ended
     * @param heardAll whether everything that there was has been heard by then
     */
    public Optional<String> reasonAfter(String end, boolean heardAll) {
        return reason.map(why -> why == Reason.TOO_SHORT && !heardAll ? end : why.name());
    }
}
