package io.genrestream.streams;

/** Something that would be given up is to stop the application instead. */
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException(Object place, Throwable cause) {
        super("PROCESSING_FAILED: " + place + " cannot be processed, and genrestream.on-failed-record is stop", cause);
    }
}
