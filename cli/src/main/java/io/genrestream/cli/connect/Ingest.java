package io.genrestream.cli.connect;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;

/**
 * An ingest service, and by which key it is asked.
 *
 * @param url base address
 */
public record Ingest(URI url, Optional<String> key) {
    private static final String AUTHORIZATION = "Authorization";

    /** @param path with a query, from the base address on */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path));
        authorization().ifPresent(value -> request.header(AUTHORIZATION, value));
        return request;
    }

    /** The value of the header Authorization, where there is a key. */
    public Optional<String> authorization() {
        return key.map(secret -> "Bearer " + secret);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return url.toString();
    }
}
