package io.genrestream.cli.sort;

import java.io.IOException;

/** The target takes nothing more, of this file or any other: its disk is full, or fails. */
final class TargetException extends IOException {
    private static final long serialVersionUID = 1L;

    TargetException(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /** What the disk says. */
    @Override
    public String toString() {
        return getCause().toString();
    }
}
