package io.genrestream.decoding;

import java.io.IOException;

/** A stream that cannot be decoded: a stable code, and a message of what is wrong, the detail known, and what to do. */
public final class DecodingException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_DETAIL = 500;

    private final DecodingError code;
    private final String detail;

    public DecodingException(DecodingError code) {
        this(code, "");
    }

    /**
     * @param detail what is known about this very input, for example "it looks like a zip archive"; may be empty. It is
     *     made one line of at most 500 characters, for it may quote the file.
     */
    public DecodingException(DecodingError code, String detail) {
        this(OneLine.of(detail, LONGEST_DETAIL), code);
    }

    private DecodingException(String detail, DecodingError code) {
        super(code.sentence(detail));
        this.code = code;
        this.detail = detail;
    }

    public DecodingError code() {
        return code;
    }

    public String detail() {
        return detail;
    }
}
