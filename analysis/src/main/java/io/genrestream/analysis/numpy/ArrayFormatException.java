package io.genrestream.analysis.numpy;

import java.io.IOException;

/** An array that is not as it must be; the message says how, as the end of a sentence. */
public final class ArrayFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    public ArrayFormatException(String message) {
        super(message);
    }
}
