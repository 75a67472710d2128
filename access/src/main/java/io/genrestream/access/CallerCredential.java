package io.genrestream.access;

import io.genrestream.kit.access.ApiKey;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** What a request brings to be known by: a key of ours, or a token of an identity provider. */
public record CallerCredential(String text, Kind kind) {
    static final String COOKIE = "genrestream-key";
    static final String HEADER = "X-API-Key";
    private static final String BEARER = "Bearer ";

    enum Kind {
        KEY,
        /** A key that the browser added by itself. */
        COOKIE,
        TOKEN
    }

    /** Null where there is none. */
    static CallerCredential of(HttpServerRequest request) {
        String header = request.getHeader(HEADER);
        if (header != null) {
            return new CallerCredential(header.strip(), Kind.KEY);
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            String text = authorization.substring(BEARER.length()).strip();
            return new CallerCredential(text, ApiKey.idOf(text) == null ? Kind.TOKEN : Kind.KEY);
        }
        Cookie cookie = request.getCookie(COOKIE);
        return cookie == null ? null : new CallerCredential(cookie.getValue(), Kind.COOKIE);
    }

    /** Gives another service of ours what it needs to know the caller by: of all cookies ours alone. */
    public static void passOn(HttpServerRequest from, HttpClientRequest to) {
        CallerCredential presented = of(from);
        if (presented != null && presented.kind != Kind.TOKEN) {
            to.putHeader(HEADER, presented.text);
        } else if (from.headers().contains(HttpHeaders.AUTHORIZATION)) {
            to.putHeader(HttpHeaders.AUTHORIZATION, from.getHeader(HttpHeaders.AUTHORIZATION));
        }
    }

    /** Whether a page may have sent it without knowing it: a proxy that logs people in adds tokens by a cookie of its own. */
    boolean mayComeByItself() {
        return kind != Kind.KEY;
    }

    @Override
    public String toString() {
        return "a " + kind;
    }
}
