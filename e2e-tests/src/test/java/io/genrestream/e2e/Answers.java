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

    private Answers() {}

    /** False also while nothing listens there. */
    static boolean isReady(URI service) {
        try {
            return get(service.resolve("/q/health/ready")).statusCode() == 200;
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
