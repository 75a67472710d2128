package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Which of two inference instances is asked, and what was killed before, makes no difference to any answer. */
@ExtendWith(RunningSystem.Extension.class)
class SameAnswersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerAlikeFromTwoInstancesAfterKills(RunningSystem system) throws Exception {
        URI first = URI.create(system.status().path("inferenceUrl").asText());
        put(system, "answered-before", 6);
        SecondInstance second = SecondInstance.of(system, "inference-0");
        try {
            awaitReady(second.url());
            CompletableFuture<HttpResponse<String>> slow = SlowUpload.start(
                    system.ingest(),
                    "answered-meanwhile",
                    Music.synthesised(folder, "long", 60, 8),
                    Duration.ofSeconds(10));
            await().atMost(PATIENCE)
                    .until(() -> get(first, "answered-meanwhile", "genre").statusCode() == 200);
            Part killed = Part.of(system, "inference-0");
            killed.kill();
            killed.startAgain();
            assertThat(slow.get().statusCode()).isEqualTo(202);
            put(system, "answered-before", 6);
            put(system, "deleted-after", 6);
            delete(system, "deleted-after");
            put(system, "sent-again", 6);
            delete(system, "sent-again");
            put(system, "sent-again", 9);
            awaitReady(first);

            for (String id :
                    List.of("answered-before", "answered-meanwhile", "deleted-after", "sent-again", "unknown")) {
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(get(second.url(), id, "genre").body())
                                        .as(id)
                                        .isEqualTo(get(first, id, "genre").body()));
            }
            assertThat(get(first, "deleted-after", "genre").statusCode()).isEqualTo(404);
            for (String id : List.of("answered-before", "answered-meanwhile", "sent-again")) {
                Map<String, List<String>> events = events(first, id);
                assertThat(events).containsKeys("prediction", "track");
                assertThat(events(second.url(), id)).as(id).isEqualTo(events);
            }
        } finally {
            second.part().kill();
        }
    }

    private void put(RunningSystem system, String id, double seconds) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(system.ingest().resolve("/v1/streams/" + id))
                .header("Prefer", "wait=60")
                .PUT(BodyPublishers.ofFile(Music.synthesised(folder, id, seconds, 5)))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void delete(RunningSystem system, String id) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(system.ingest().resolve("/v1/streams/" + id))
                .DELETE()
                .build();
        assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isBetween(200, 204);
    }

    /** By name, what the events say, in their order; between the two names there is none, for they are two topics. */
    private static Map<String, List<String>> events(URI instance, String id) throws IOException, InterruptedException {
        Map<String, List<String>> events = new TreeMap<>();
        for (String event : get(instance, id, "events").body().split("\n\n")) {
            Map<String, String> fields = event.lines()
                    .filter(line -> line.indexOf(':') > 0)
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.indexOf(':')),
                            line -> line.substring(line.indexOf(':') + 1)));
            if (fields.containsKey("data")) {
                events.computeIfAbsent(fields.get("event"), name -> new ArrayList<>())
                        .add(fields.get("data"));
            }
        }
        return events;
    }

    /** An answer that has an end: events of a stream that has ended are sent from its first on, and then no more. */
    private static HttpResponse<String> get(URI instance, String id, String what)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(instance.resolve("/v1/streams/" + id + "/" + what))
                .timeout(PATIENCE)
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static void awaitReady(URI instance) {
        await().atMost(PATIENCE).until(() -> Answers.isReady(instance));
    }
}
