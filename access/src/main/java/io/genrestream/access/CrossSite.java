package io.genrestream.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;

/** Tells requests that a page of another site makes a browser send from those that are meant. */
final class CrossSite {
    private CrossSite() {}

    /** By what browsers say of it; other clients say nothing. */
    static boolean is(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        // Plain http brings no Sec-Fetch-Site.
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !authority(origin).equalsIgnoreCase(request.getHeader(HttpHeaders.HOST));
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
