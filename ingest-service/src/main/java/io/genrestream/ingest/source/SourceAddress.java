package io.genrestream.ingest.source;

import io.genrestream.ingest.fault.IngestException;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.net.URI;
import java.net.URISyntaxException;

/** Addresses of live sources, as callers give them. Secrets are in no message: neither a user nor a query is told. */
public final class SourceAddress {
    private static final int MOST_CHARACTERS = 2_048;

    private SourceAddress() {}

    /** @throws IngestException ADDRESS_INVALID */
    public static URI checked(String url) {
        if (url == null || url.isEmpty()) {
            throw invalid("there is none");
        }
        if (url.length() > MOST_CHARACTERS) {
            throw invalid("it has " + url.length() + " characters, the most is " + MOST_CHARACTERS);
        }
        URI uri = parsed(url);
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw invalid("it does not begin with http:// or https://");
        }
        if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            throw invalid(
                    "it has a user or password in it; write them into the file of credentials and give their name");
        }
        if (uri.getHost() == null) {
            throw invalid("it names no host");
        }
        return uri;
    }

    /** The address without what may be a secret: user, query and fragment. */
    public static String shown(String url) {
        try {
            URI uri = new URI(url);
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return uri.getScheme() + "://" + uri.getHost() + port + path;
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static URI parsed(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // Its message has the whole address in it.
            throw invalid("character " + (e.getIndex() + 1) + " is not one that an address may have there");
        }
    }

    private static IngestException invalid(String detail) {
        return new IngestException(new LiveException(LiveError.ADDRESS_INVALID, detail), "");
    }
}
