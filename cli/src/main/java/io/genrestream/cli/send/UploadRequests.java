package io.genrestream.cli.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.cli.connect.Ingest;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Puts files to the ingest service, one request each. */
final class UploadRequests {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the service said to a file. */
    sealed interface UploadAnswer {}

    /** @param warnings codes of what it noticed and did no harm */
    record Accepted(List<String> warnings) implements UploadAnswer {}

    record Refused(String code, String message) implements UploadAnswer {}

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Ingest ingest;

    UploadRequests(Ingest ingest) {
        this.ingest = ingest;
    }

    /** Of the service. */
    String address() {
        return ingest.toString();
    }

    /**
     * Returns when the service has read the whole file, and the broker holds all of its audio.
     *
     * @throws UnreadableFileException where the file cannot be read
     * @throws java.net.ConnectException where the service cannot be reached
     * @throws IOException where the connection breaks off
     */
    UploadAnswer put(String streamId, String title, FileStream file) throws IOException, InterruptedException {
        String query = "?title=" + URLEncoder.encode(title, StandardCharsets.UTF_8);
        HttpRequest request = ingest.request("/v1/streams/" + streamId + query)
                .header("Content-Type", "application/octet-stream")
                .PUT(body(file))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() / 100 == 2 ? accepted(response) : refusal(response);
        } catch (IOException e) {
            throw file.failure().<IOException>map(UnreadableFileException::new).orElse(e);
        }
    }

    private static BodyPublisher body(FileStream stream) {
        BodyPublisher bytes = BodyPublishers.ofInputStream(() -> stream);
        return stream.length()
                .map(length -> BodyPublishers.fromPublisher(bytes, length))
                .orElse(bytes);
    }

    private static Accepted accepted(HttpResponse<String> response) throws IOException {
        List<String> warnings = new ArrayList<>();
        JSON.readTree(response.body()).path("warnings").forEach(code -> warnings.add(code.asText()));
        return new Accepted(warnings);
    }

    private static Refused refusal(HttpResponse<String> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            return new Refused(
                    problem.path("code").asText("HTTP_" + response.statusCode()),
                    problem.path("detail").asText(problem.path("title").asText(response.body())));
        } catch (IOException notJson) {
            return new Refused("HTTP_" + response.statusCode(), response.body());
        }
    }
}
