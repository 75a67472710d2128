package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.cli.connect.Connection;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A track that is disturbed in its middle, beside the same one that is not. */
final class Disturbance {
    private static final Duration UPLOAD = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** What of a prediction must not depend on what happened meanwhile. */
    private record Scored(int epoch, int window, long startSample, long endSample, Map<String, Float> scores) {
        static Scored of(GenrePrediction window) {
            return new Scored(
                    window.getEpoch(),
                    window.getWindowIndex(),
                    window.getStartSample(),
                    window.getEndSample(),
                    window.getScores());
        }
    }

    private Disturbance() {}

    /** Requires that both have every window once, with the same scores to the bit, and one final result, the same too. */
    static void requireSameResult(Connection kafka, URI ingest, Path track, String id, Runnable disturbance)
            throws Exception {
        try (PredictionLog log = new PredictionLog(kafka)) {
            String calm = id + "-calm";
            String disturbed = id + "-disturbed";
            HttpResponse<String> undisturbedUpload =
                    SlowUpload.start(ingest, calm, track, Duration.ofSeconds(1)).get();
            assertThat(undisturbedUpload.statusCode())
                    .as(undisturbedUpload.body())
                    .isEqualTo(202);
            awaitFinal(log, calm);

            CompletableFuture<HttpResponse<String>> upload = SlowUpload.start(ingest, disturbed, track, UPLOAD);
            await().atMost(PATIENCE).until(() -> log.predictions(disturbed).size() > 5);
            disturbance.run();
            assertThat(upload.get().statusCode()).as(upload.get().body()).isEqualTo(202);
            awaitFinal(log, disturbed);

            assertThat(scored(log, disturbed)).containsExactlyElementsOf(scored(log, calm));
            TrackGenre undisturbed = log.finalTrack(calm).orElseThrow();
            TrackGenre result = log.finalTrack(disturbed).orElseThrow();
            assertThat(result.getScores()).isEqualTo(undisturbed.getScores());
            assertThat(result.getWindows()).isEqualTo(undisturbed.getWindows());
            assertThat(result.getSeconds()).isEqualTo(undisturbed.getSeconds());
            assertThat(result.getTimeline()).isEqualTo(undisturbed.getTimeline());
        }
    }

    private static void awaitFinal(PredictionLog log, String streamId) {
        await().atMost(PATIENCE).until(() -> log.finalTrack(streamId).isPresent());
    }

    private static List<Scored> scored(PredictionLog log, String streamId) {
        return log.predictions(streamId).stream().map(Scored::of).toList();
    }
}
