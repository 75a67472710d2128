package io.genrestream.live;

import java.io.IOException;

/** A live source that gives no audio: a stable code, and a message that names no inner address and no secret. */
public final class LiveException extends IOException {
    private static final long serialVersionUID = 1L;

    private final LiveError code;
    private final int status;

    public LiveException(LiveError code, String detail) {
        this(code, detail, 0, null);
    }

    /** @param status of the HTTP answer, 0 for none */
    public LiveException(LiveError code, String detail, int status, Throwable cause) {
        super(code.sentence(detail), cause);
        this.code = code;
        this.status = status;
    }

    public LiveError code() {
        return code;
    }

    /** The HTTP status that it answered with; 0 when there was no answer. */
    public int status() {
        return status;
    }
}
