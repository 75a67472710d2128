package io.genrestream.ingest.status;

/** The index on disk cannot be read or written. It is built anew from the log at the next start. */
public final class IndexBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IndexBrokenException(Throwable cause) {
        super(
                "The index of streams on disk is broken (" + cause.getMessage()
                        + "). Look for a full or failing disk and start the instance again: it builds the index anew.",
                cause);
    }
}
