package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An upload whose ingest instance is killed or frozen in its middle, and its retry: each result is that of one attempt. */
@ExtendWith(RunningSystem.Extension.class)
class IngestRecoveryIT {
    private static final Duration UPLOAD = Duration.ofSeconds(40);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final double SECONDS = 90;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What of a window must not depend on the attempt it is of. */
    private record Scored(int window, long startSample, long endSample, Map<String, Float> scores) {
        static Scored of(GenrePrediction window) {
            return new Scored(
                    window.getWindowIndex(), window.getStartSample(), window.getEndSample(), window.getScores());
        }
    }

    @TempDir
    private Path folder;

    private Path track;

    @BeforeEach
    void makeTrack() {
        track = Music.synthesised(folder, "long track", SECONDS, 43);
    }

    @Test
    void shouldGoOnWhereItWasWhenIngestIsFrozenInTheMiddleAndNobodyTookOver(RunningSystem system) throws Exception {
        try (PredictionLog log = new PredictionLog(system.connection())) {
            long calm = upload(system.ingest(), "paused-calm");
            Part ingest = Part.of(system, "ingest");
            CompletableFuture<HttpResponse<String>> upload = SlowUpload.start(system.ingest(), "paused", track, UPLOAD);
            awaitWindows(log, "paused");
            ingest.freeze();
            try {
                Thread.sleep(Duration.ofSeconds(25)); // longer than the group waits for a member
            } finally {
                ingest.thaw();
            }

            assertThat(upload.get().statusCode()).as(upload.get().body()).isEqualTo(202);
            compare(log, "paused-calm", calm, "paused", attempt(system.ingest(), "paused"));
        }
    }

    @Test
    void shouldGiveTheRetryAResultOfItsOwnWhenIngestIsKilledInTheMiddle(RunningSystem system) throws Exception {
        try (PredictionLog log = new PredictionLog(system.connection())) {
            long calm = upload(system.ingest(), "cut-calm");
            Part ingest = Part.of(system, "ingest");
            CompletableFuture<HttpResponse<String>> upload = SlowUpload.start(system.ingest(), "cut", track, UPLOAD);
            awaitWindows(log, "cut");
            ingest.kill();
            ingest.startAgain();
            assertThatThrownBy(upload::get).isInstanceOf(ExecutionException.class);
            awaitReady(system.ingest());

            long retry = upload(system.ingest(), "cut");
            compare(log, "cut-calm", calm, "cut", retry);
        }
    }

    @Test
    void shouldChangeNothingWhenAFrozenIngestWakesAfterAnotherEndedItsStream(RunningSystem system) throws Exception {
        SecondInstance second = SecondInstance.of(system, "ingest");
        URI other = second.url();
        Part ingest = Part.of(system, "ingest");
        try (PredictionLog log = new PredictionLog(system.connection())) {
            awaitReady(other);
            long calm = upload(other, "asleep-calm");
            // The group has been formed anew, in which the first may have been uncertain of its place.
            awaitReady(system.ingest());
            CompletableFuture<HttpResponse<String>> upload = SlowUpload.start(system.ingest(), "asleep", track, UPLOAD);
            awaitWindows(log, "asleep");
            ingest.freeze();
            long retry;
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> "FAILED".equals(field(other, "asleep", "state")));
                retry = upload(other, "asleep");
                compare(log, "asleep-calm", calm, "asleep", retry);
            } finally {
                ingest.thaw();
            }

            // On waking it finds first either that its client was silent for long or that the stream is another's.
            assertThat(upload.get().statusCode()).isIn(408, 503);
            awaitReady(system.ingest());
            assertThat(attempt(system.ingest(), "asleep")).isEqualTo(retry);
            assertThat(field(system.ingest(), "asleep", "state")).isEqualTo("ENDED");
            Thread.sleep(Duration.ofSeconds(5)); // what would be published late
            compare(log, "asleep-calm", calm, "asleep", retry);
        } finally {
            second.part().kill();
        }
    }

    /** Uploads the track; returns the attempt's number. */
    private long upload(URI ingest, String id) throws Exception {
        HttpResponse<String> answer =
                SlowUpload.start(ingest, id, track, AT_ONCE).get();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return attempt(ingest, id);
    }

    private static void compare(PredictionLog log, String calm, long calmAttempt, String id, long attempt) {
        TrackGenre undisturbed = result(log, calm, calmAttempt);
        TrackGenre disturbed = result(log, id, attempt);
        assertThat(scored(log, id, attempt)).containsExactlyElementsOf(scored(log, calm, calmAttempt));
        assertThat(disturbed.getScores()).isEqualTo(undisturbed.getScores());
        assertThat(disturbed.getWindows()).isEqualTo(undisturbed.getWindows());
        assertThat(disturbed.getSeconds()).isEqualTo(undisturbed.getSeconds());
        assertThat(disturbed.getTimeline()).isEqualTo(undisturbed.getTimeline());
    }

    /** The one final result of the attempt, after which none of an earlier one may come. */
    private static TrackGenre result(PredictionLog log, String id, long attempt) {
        await().atMost(PATIENCE).until(() -> log.finalTracks(id).stream().anyMatch(t -> t.getAttempt() == attempt));
        List<TrackGenre> results = log.finalTracks(id);
        assertThat(results.stream().filter(t -> t.getAttempt() == attempt)).hasSize(1);
        assertThat(results.getLast().getAttempt()).isEqualTo(attempt);
        return results.getLast();
    }

    private static List<Scored> scored(PredictionLog log, String id, long attempt) {
        return log.predictions(id).stream()
                .filter(window -> window.getAttempt() == attempt)
                .map(Scored::of)
                .toList();
    }

    private static void awaitWindows(PredictionLog log, String id) {
        await().atMost(PATIENCE).until(() -> log.predictions(id).size() > 5);
    }

    private static void awaitReady(URI service) {
        await().atMost(PATIENCE).until(() -> Answers.isReady(service));
    }

    private static long attempt(URI ingest, String id) {
        return Long.parseLong(field(ingest, id, "attempt"));
    }

    private static String field(URI ingest, String id, String name) {
        try {
            return new ObjectMapper()
                    .readTree(get(ingest.resolve("/v1/streams/" + id)).body())
                    .path(name)
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> get(URI uri) {
        try {
            return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
