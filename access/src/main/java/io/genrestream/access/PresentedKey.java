package io.genrestream.access;

import io.genrestream.kit.access.ApiKey;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * A key as a request brings it.
 *
 * @param isCookie whether the browser added it by itself
 */
public record PresentedKey(String text, boolean isCookie) {
    static final String COOKIE = "genrestream-key";
    static final String HEADER = "X-API-Key";
    private static final String BEARER = "Bearer ";

    /** Null where there is none, or a token of somebody else's. */
    static PresentedKey of(HttpServerRequest request) {
        String header = request.getHeader(HEADER);
        if (header != null) {
            return new PresentedKey(header.strip(), false);
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            String token = authorization.substring(BEARER.length()).strip();
            return ApiKey.idOf(token) == null ? null : new PresentedKey(token, false);
        }
        Cookie cookie = request.getCookie(COOKIE);
        return cookie == null ? null : new PresentedKey(cookie.getValue(), true);
    }

    /** Gives another service of ours what it needs to know the caller by: of all cookies ours alone. */
    public static void passOn(HttpServerRequest from, HttpClientRequest to) {
        PresentedKey presented = of(from);
        if (presented != null) {
            to.putHeader(HEADER, presented.text);
        } else if (from.headers().contains(HttpHeaders.AUTHORIZATION)) {
            to.putHeader(HttpHeaders.AUTHORIZATION, from.getHeader(HttpHeaders.AUTHORIZATION));
        }
    }

    @Override
    public String toString() {
        return isCookie ? "a key in a cookie" : "a key in a header";
    }
}
