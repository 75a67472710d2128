package io.genrestream.kit.access;

import io.genrestream.error.ErrorText;
import io.genrestream.kit.http.HttpError;
import io.genrestream.kit.http.HttpErrorCode;

/** Why a request does not come through the door. The name is the stable code. */
public enum AccessError implements HttpErrorCode {
    NO_KEY(
            401,
            "No key",
            "This service answers only those who have a key.",
            "Send a key as Authorization: Bearer KEY or X-API-Key: KEY; docs/access.md says how to make one."),
    UNKNOWN_KEY(
            401,
            "Unknown key",
            "The key is none of the service's, or is one no longer.",
            "Ask the operator for another; genrestream keys new makes one."),
    SCOPE_MISSING(
            403,
            "Not allowed with this key",
            "The key does not have the scope that the request needs: read to see, feed to send, want and delete.",
            "Use a key that has it; genrestream keys new --scope makes one."),
    CROSS_SITE(
            403,
            "From another site",
            "A page of another site made the browser send this request.",
            "Use the service's own page, send a key as a header, or allow the page's origin with quarkus.http.cors.origins."),
    TOO_MANY_REQUESTS(
            429,
            "Too many requests",
            "This client sends more requests than the limit.",
            "Try again after the time in Retry-After, send fewer at once, or raise genrestream.access.requests-per-second.");

    private final HttpError error;

    AccessError(int status, String title, String meaning, String remedy) {
        error = new HttpError(status, title, new ErrorText(meaning, remedy));
    }

    @Override
    public HttpError error() {
        return error;
    }
}
