package io.genrestream.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** What services answer to a GET. */
final class Answers {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** From a service's port to the one where it tells its health. */
    private static final int TO_MANAGEMENT = 300;

    private Answers() {}

    /** Where a service tells its health and metrics. */
    static URI management(URI service) {
        return URI.create("http://%s:%d/q/".formatted(service.getHost(), service.getPort() + TO_MANAGEMENT));
    }

    /** False also while nothing listens there. */
    static boolean isReady(URI service) {
        try {
            return get(management(service).resolve("health/ready")).statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    static JsonNode json(URI address) {
        try {
            return new ObjectMapper().readTree(get(address).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HttpResponse<String> get(URI address) {
        try {
            return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
