package io.genrestream.embedded;

/** A child process could not be started; the message says which, why, and where its log is. */
public final class EmbeddedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final EmbeddedError code;

    public EmbeddedException(EmbeddedError code, String message) {
        super(message);
        this.code = code;
    }

    public EmbeddedException(EmbeddedError code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public EmbeddedError code() {
        return code;
    }
}
