package io.genrestream.kit.access;

import io.genrestream.error.ErrorText;
import io.genrestream.kit.http.HttpError;
import io.genrestream.kit.http.HttpErrorCode;

/** Why a request does not come through the door. The name is the stable code. */
public enum AccessError implements HttpErrorCode {
    NO_KEY(
            401,
            "No key",
            "This service answers only those who have a key or a token.",
            "Send a key as Authorization: Bearer KEY or X-API-Key: KEY, or a token of the identity provider as Authorization:"
                    + " Bearer TOKEN; docs/access.md says how to get one."),
    UNKNOWN_KEY(
            401,
            "Unknown key or token",
            "The key or token is none that the service takes, or is one no longer.",
            "Ask the identity provider for a new token for this service, or the operator for another key; genrestream keys new"
                    + " makes one."),
    SCOPE_MISSING(
            403,
            "Not allowed with this key or token",
            "The key or token does not have the scope that the request needs: read to see, feed to send, want and delete.",
            "Use one that has it; genrestream keys new --scope makes a key, docs/access.md says what tokens need."),
    PROVIDER_UNREACHABLE(
            503,
            "Identity provider unreachable",
            "The identity provider does not answer, so tokens cannot be checked; keys count as ever.",
            "Try again after the time in Retry-After; the operator checks quarkus.oidc.auth-server-url and the way there."),
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
