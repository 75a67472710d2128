package io.genrestream.scoring;

/**
 * What the model says of one window.
 *
 * @param scores probability by label, in the order of the labels
 * @param embedding the window's place among others, empty where the model has none
 * @param talk probability that it is talk rather than music, 0 where the model does not tell
 */
public record WindowScores(float[] scores, float[] embedding, float talk) {
    public WindowScores(float[] scores, float[] embedding) {
        this(scores, embedding, 0);
    }

    /** The place of the highest score. */
    public int best() {
        return best(scores);
    }

    /** The place of the highest of {@code scores}, the first of equals. */
    public static int best(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        return best;
    }

    public boolean isFinite() {
        return areFinite(scores) && areFinite(embedding) && Float.isFinite(talk);
    }

    private static boolean areFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
