package io.genrestream.cli.listen;

import java.io.IOException;

/** The ingest service does not take the stream, or has ended it, and said why. */
final class PushRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param detail a sentence for people, with what to do */
    PushRefusedException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    String code() {
        return code;
    }
}
