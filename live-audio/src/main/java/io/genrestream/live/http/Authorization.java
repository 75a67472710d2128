package io.genrestream.live.http;

import io.genrestream.live.Credential;
import okhttp3.HttpUrl;

/**
 * A credential and the place that may see it: the host, scheme and port that it was given for, and the same host where a
 * redirect leads from http to https at their usual ports.
 */
record Authorization(HttpUrl given, Credential credential) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    boolean isFor(HttpUrl url) {
        if (!url.host().equals(given.host())) {
            return false;
        }
        boolean same = url.isHttps() == given.isHttps() && url.port() == given.port();
        return same || (url.isHttps() && url.port() == HTTPS_PORT && !given.isHttps() && given.port() == HTTP_PORT);
    }
}
