package io.genrestream.cli.send;

import java.io.IOException;

/** The file that is being sent cannot be opened, or not read to its end: no fault of the service. */
final class UnreadableFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final IOException why;

    UnreadableFileException(IOException why) {
        super(why);
        this.why = why;
    }

    @Override
    public synchronized IOException getCause() {
        return why;
    }
}
