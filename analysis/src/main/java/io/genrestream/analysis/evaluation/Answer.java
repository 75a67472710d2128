package io.genrestream.analysis.evaluation;

import io.genrestream.scoring.WindowScores;

/**
 * What a model said of one track, beside what is right.
 *
 * @param target place of the right label
 * @param group what it rises and falls with, as its artist's other tracks; its own name where nothing is known
 * @param distribution probability by label, {@code [labels]}
 * @param told whether the model was sure enough to tell a genre
 */
public record Answer(int target, String group, float[] distribution, boolean told) {

    /** Place of the best label, told or not. */
    public int best() {
        return WindowScores.best(distribution);
    }

    public boolean isRight() {
        return best() == target;
    }
}
