package io.genrestream.cli.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.JsonText;
import io.genrestream.cli.connect.Ingest;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The wanted live sources of an ingest service, as its {@code /v1/sources} tells and takes them. */
public final class SourcesClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    /** A probe takes up to 5 s. */
    private static final Duration ANSWERING = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .build();
    private final Ingest ingest;

    public SourcesClient(Ingest ingest) {
        this.ingest = ingest;
    }

    /**
     * Wants a source.
     *
     * @param id null for one that the service makes
     * @param probed whether the service opens it first
     * @return the source as the service has it now
     * @throws SourceRefusal when the service does not take it
     * @throws CommandFailure INGEST_UNREACHABLE
     */
    public JsonNode add(String id, SourceRequest request, boolean probed) throws InterruptedException {
        String query = probed ? "" : "?probe=false";
        HttpRequest.BodyPublisher body = BodyPublishers.ofString(JsonText.of(request));
        return send((id == null
                        ? request(query).POST(body)
                        : request("/" + encoded(id) + query).PUT(body))
                .header("Content-Type", "application/json"));
    }

    /** All sources, in the order of their ids. */
    List<JsonNode> list() throws InterruptedException {
        List<JsonNode> sources = new ArrayList<>();
        String after = "";
        while (after != null) {
            JsonNode page = send(request("?limit=500&after=" + encoded(after)).GET());
            page.path("sources").forEach(sources::add);
            after = page.path("next").textValue();
        }
        return sources;
    }

    void remove(String id) throws InterruptedException {
        send(request("/" + encoded(id)).DELETE());
    }

    private HttpRequest.Builder request(String rest) {
        return ingest.request("/v1/sources" + rest).timeout(ANSWERING);
    }

    private JsonNode send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw refusal(response);
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new CommandFailure(CliError.INGEST_UNREACHABLE, ingest + ": " + e, e);
        }
    }

    private static SourceRefusal refusal(HttpResponse<String> response) {
        String status = "HTTP_" + response.statusCode();
        try {
            JsonNode problem = JSON.readTree(response.body());
            return new SourceRefusal(
                    problem.path("code").asText(status), problem.path("detail").asText(response.body()));
        } catch (IOException notJson) {
            return new SourceRefusal(status, response.body());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
