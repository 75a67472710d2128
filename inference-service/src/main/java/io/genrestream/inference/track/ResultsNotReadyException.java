package io.genrestream.inference.track;

/** The store of results is not filled yet, or moves just now. */
public final class ResultsNotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ResultsNotReadyException() {
        this(null);
    }

    ResultsNotReadyException(Throwable cause) {
        super("The store of results is not open.", cause);
    }
}
