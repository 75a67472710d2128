package io.genrestream.scoring.track;

import io.genrestream.scoring.WindowScores;
import java.util.Optional;

/**
 * What a model says of a window or a track, and what events call their verdict.
 *
 * @param reason why it is no genre, empty when it is one
 * @param label place of the best label, {@link #NO_LABEL} unless it is a genre
 * @param confidence the best score, 0 without scores
 */
public record GenreVerdict(VerdictKind kind, Optional<Reason> reason, int label, float confidence) {
    public static final int NO_LABEL = -1;

    public static GenreVerdict silent() {
        return new GenreVerdict(VerdictKind.NO_MUSIC, Optional.of(Reason.SILENCE), NO_LABEL, 0);
    }

    public static GenreVerdict steady() {
        return new GenreVerdict(VerdictKind.NO_MUSIC, Optional.of(Reason.STEADY), NO_LABEL, 0);
    }

    public static GenreVerdict talk() {
        return new GenreVerdict(VerdictKind.NO_MUSIC, Optional.of(Reason.TALK), NO_LABEL, 0);
    }

    public static GenreVerdict tooShort() {
        return new GenreVerdict(VerdictKind.UNKNOWN, Optional.of(Reason.TOO_SHORT), NO_LABEL, 0);
    }

    /** The best of {@code scores}, if it reaches {@code unknownBelow}. */
    public static GenreVerdict of(float[] scores, double unknownBelow) {
        int best = WindowScores.best(scores);
        return scores[best] < unknownBelow
                ? new GenreVerdict(VerdictKind.UNKNOWN, Optional.of(Reason.LOW_CONFIDENCE), NO_LABEL, scores[best])
                : new GenreVerdict(VerdictKind.GENRE, Optional.empty(), best, scores[best]);
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
