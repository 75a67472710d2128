package io.genrestream.analysis.library;

import java.io.IOException;

/** A list of music whose text is not of its format. */
final class MalformedListException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedListException(String message, Throwable cause) {
        super(message, cause);
    }
}
