package io.genrestream.cli.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;

/** Puts files to the ingest service, one request each. */
final class Upload {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the service said to a file. */
    sealed interface Answer {}

    /** @param warnings codes of what it noticed and did no harm */
    record Accepted(List<String> warnings) implements Answer {}

    record Refusal(String code, String message) implements Answer {}

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI ingest;

    Upload(URI ingest) {
        this.ingest = ingest;
    }

    /**
     * Returns when the service has read the whole file, and the broker holds all of its audio.
     *
     * @param sent is told the bytes handed to the network so far
     * @throws IOException where the file cannot be read or the service cannot be reached
     */
    Answer put(String streamId, Path file, LongConsumer sent) throws IOException, InterruptedException {
        String title = URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(ingest.resolve("/v1/streams/" + streamId + "?title=" + title))
                .header("Content-Type", "application/octet-stream")
                .PUT(counting(file, sent))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        return response.statusCode() / 100 == 2 ? accepted(response) : refusal(response);
    }

    private static Accepted accepted(HttpResponse<String> response) throws IOException {
        List<String> warnings = new ArrayList<>();
        JSON.readTree(response.body()).path("warnings").forEach(code -> warnings.add(code.asText()));
        return new Accepted(warnings);
    }

    private static Refusal refusal(HttpResponse<String> response) {
        try {
            JsonNode problem = JSON.readTree(response.body());
            return new Refusal(
                    problem.path("code").asText("HTTP_" + response.statusCode()),
                    problem.path("detail").asText(problem.path("title").asText(response.body())));
        } catch (IOException notJson) {
            return new Refusal("HTTP_" + response.statusCode(), response.body());
        }
    }

    private static BodyPublisher counting(Path file, LongConsumer sent) throws IOException {
        BodyPublisher whole = BodyPublishers.ofFile(file);
        if (Files.size(file) == 0) {
            return BodyPublishers.noBody(); // the publisher below must know a positive length
        }
        return BodyPublishers.fromPublisher(
                subscriber -> whole.subscribe(new CountingSubscriber(subscriber, sent)), Files.size(file));
    }

    /** Passes the file's buffers on and counts them: the client itself tells nobody how far it has come. */
    private static final class CountingSubscriber implements Flow.Subscriber<ByteBuffer> {
        private final Flow.Subscriber<? super ByteBuffer> network;
        private final LongConsumer sent;
        private long bytes;

        CountingSubscriber(Flow.Subscriber<? super ByteBuffer> network, LongConsumer sent) {
            this.network = network;
            this.sent = sent;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            network.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            bytes += buffer.remaining();
            network.onNext(buffer);
            sent.accept(bytes);
        }

        @Override
        public void onError(Throwable problem) {
            network.onError(problem);
        }

        @Override
        public void onComplete() {
            network.onComplete();
        }
    }
}
