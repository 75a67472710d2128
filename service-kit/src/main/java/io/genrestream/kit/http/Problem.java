package io.genrestream.kit.http;

/**
 * The body of an answer that is an error, as RFC 9457 has it, with the stable code of docs/errors.md.
 *
 * @param type a name for the kind of error, not an address to open
 */
public record Problem(String type, String title, int status, String detail, String code) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem(String code, String title, int status, String detail) {
        this("urn:genrestream:error:" + code, title, status, detail, code);
    }

    /** @param detail what is known of this very case; may be empty */
    public static Problem of(HttpErrorCode error, String detail) {
        return new Problem(error.name(), error.title(), error.status(), error.sentence(detail));
    }

    /** Whether the same request may succeed a little later. */
    public boolean passes() {
        return status == 503 || status == 429;
    }
}
