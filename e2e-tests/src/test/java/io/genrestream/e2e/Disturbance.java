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
final class Disturbance implements AutoCloseable {
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

    private final PredictionLog log;
    private final URI ingest;
    private final Path track;
    private final String calm;

    /** Sends the track undisturbed, as stream {@code id-calm}. */
    Disturbance(Connection kafka, URI ingest, Path track, String id) throws Exception {
        this.log = new PredictionLog(kafka);
        this.ingest = ingest;
        this.track = track;
        this.calm = id + "-calm";
        require(SlowUpload.start(ingest, calm, track, Duration.ofSeconds(1)).get());
        awaitFinal(calm);
    }

    /** Requires that both have every window once, with the same scores to the bit, and one final result, the same too. */
    static void requireSameResult(Connection kafka, URI ingest, Path track, String id, Runnable disturbance)
            throws Exception {
        try (Disturbance trial = new Disturbance(kafka, ingest, track, id)) {
            trial.disturb(id + "-disturbed", disturbance);
        }
    }

    /** Sends the track again, slowly, with the disturbance in its middle, and requires the same result. */
    void disturb(String disturbed, Runnable disturbance) throws Exception {
        CompletableFuture<HttpResponse<String>> upload = SlowUpload.start(ingest, disturbed, track, UPLOAD);
        await().atMost(PATIENCE).until(() -> log.predictions(disturbed).size() > 5);
        disturbance.run();
        require(upload.get());
        requireSameResult(disturbed);
    }

    /** Sends the track again, as it is, and requires the same result. */
    void repeat(String id) throws Exception {
        require(SlowUpload.start(ingest, id, track, Duration.ofSeconds(1)).get());
        requireSameResult(id);
    }

    private void requireSameResult(String id) {
        awaitFinal(id);
        assertThat(scored(id)).containsExactlyElementsOf(scored(calm));
        TrackGenre undisturbed = log.finalTrack(calm).orElseThrow();
        TrackGenre result = log.finalTrack(id).orElseThrow();
        assertThat(result.getScores()).isEqualTo(undisturbed.getScores());
        assertThat(result.getWindows()).isEqualTo(undisturbed.getWindows());
        assertThat(result.getSeconds()).isEqualTo(undisturbed.getSeconds());
        assertThat(result.getTimeline()).isEqualTo(undisturbed.getTimeline());
    }

    private static void require(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private void awaitFinal(String streamId) {
        await().atMost(PATIENCE).until(() -> log.finalTrack(streamId).isPresent());
    }

    private List<Scored> scored(String streamId) {
        return log.predictions(streamId).stream().map(Scored::of).toList();
    }

    @Override
    public void close() throws InterruptedException {
        log.close();
    }
}
