package io.genrestream.e2e.observability;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.e2e.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A real Prometheus on loopback with the rules of deploy/observability. It looks every second, and alerts at once rather than
 * after the time for which a rule waits.
 */
public final class Prometheus implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port;
    private final Process process;

    /**
     * @param folder for its data
     * @param targets HOST:PORT, by job
     */
    public Prometheus(Path folder, Map<String, List<String>> targets) {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
            Files.writeString(
                    folder.resolve("alerts.yml"),
                    Files.readString(Rules.FOLDER.resolve("alerts.yml")).replaceAll(" for: \\S+", " for: 0s"));
            Files.writeString(folder.resolve("prometheus.yml"), configuration(targets));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + folder.resolve("prometheus.yml"),
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static boolean isInstalled() {
        return Programs.isOnPath("prometheus");
    }

    /** The result of a query, an element for each series. */
    public JsonNode query(String expression) {
        try {
            JsonNode answer = JSON.readTree(HTTP.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/query?query="
                                            + URLEncoder.encode(expression, StandardCharsets.UTF_8)))
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
            if (!"success".equals(answer.path("status").asText())) {
                throw new AssertionError(expression + ": " + answer);
            }
            return answer.path("data").path("result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean answers() {
        try {
            return query("1").isEmpty() || process.isAlive();
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    public boolean isFiring(String alert) {
        return !query("ALERTS{alertname=\"%s\",alertstate=\"firing\"}".formatted(alert))
                .isEmpty();
    }

    /** Whether an alert has fired, if only for a moment. */
    public boolean hasFired(String alert, Instant since) {
        long seconds = Duration.between(since, Instant.now()).toSeconds();
        return seconds > 0
                && !query("last_over_time(ALERTS{alertname=\"%s\",alertstate=\"firing\"}[%ds])"
                                .formatted(alert, seconds))
                        .isEmpty();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static String configuration(Map<String, List<String>> targets) {
        return """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: [alerts.yml]
                scrape_configs:
                """
                + Rules.jobs().entrySet().stream()
                        .map(job -> "  - {job_name: %s, metrics_path: %s, static_configs: [{targets: [\"%s\"]}]}\n"
                                .formatted(
                                        job.getKey(), job.getValue(), String.join("\",\"", targets.get(job.getKey()))))
                        .collect(joining());
    }
}
