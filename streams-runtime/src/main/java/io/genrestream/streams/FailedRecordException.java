package io.genrestream.streams;

/** Work on one record, or on one of many things, failed by the program's fault; it has been counted. */
final class FailedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
