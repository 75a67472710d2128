package io.genrestream.scoring.track;

/** A window whose features are finite but so large that the model gives a NaN or an infinity. */
public final class NonFiniteScoresException extends Exception {
    private static final long serialVersionUID = 1L;

    NonFiniteScoresException() {
        super("The model gives no finite score.");
    }
}
