package io.genrestream.inference.rest;

/** Body of {@code application/problem+json} (RFC 9457). */
public record Problem(String code, String title, int status, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ApiFault fault) {
        return new Problem(fault.name(), fault.title(), fault.status(), fault.detail());
    }
}
