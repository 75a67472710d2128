package io.genrestream.cli.run;

import io.genrestream.embedded.BrokerProbe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks parts whether they are ready. */
final class Health implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    boolean isReady(RunPart part) {
        URI health = part.health();
        return health.getScheme().equals("kafka") ? BrokerProbe.answers(health.getPort()) : isOk(health);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private boolean isOk(URI uri) {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
