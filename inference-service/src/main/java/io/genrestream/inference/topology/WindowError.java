package io.genrestream.inference.topology;

import io.genrestream.error.ErrorCode;
import io.genrestream.error.ErrorText;

/** Why a window that could be read is refused all the same. The names are the codes of its dead letter. */
public enum WindowError implements ErrorCode {
    WRONG_FRONT_END(
            "The window was computed by another front end than the model was trained on.",
            "Run feature service and model with the same genrestream.front-end; windows of the other are not scored."),
    BAD_MATRIX_SIZE(
            "A matrix of the window does not hold the frames and columns that the model takes.",
            "Find the producer that wrote it; the dead letter keeps the bytes."),
    NON_FINITE_FEATURES(
            "The window holds a NaN or an infinity, or values so large that the model gives one.",
            "Find the producer that wrote it; the front end never makes such values."),
    INVALID_WINDOW(
            "A field of the window is out of its range.",
            "Find the producer that wrote it; docs/topics.md gives the range of each field."),
    KEY_MISMATCH(
            "The record's key is not the stream's id.",
            "Write records with the stream's id in UTF-8 as the key, or a stream's order is lost."),
    EMPTY_RECORD(
            "The record has no value.", "Send no deletions to audio.features: its records end by retention alone.");

    private final ErrorText text;

    WindowError(String meaning, String remedy) {
        text = new ErrorText(meaning, remedy);
    }

    @Override
    public ErrorText text() {
        return text;
    }
}
