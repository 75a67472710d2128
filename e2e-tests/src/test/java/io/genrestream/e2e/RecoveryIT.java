package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A track that is disturbed in its middle ends with the result of one that was not: every window once, with the same
 * scores to the bit.
 */
@ExtendWith(RunningSystem.Extension.class)
class RecoveryIT {
    private static final Duration UPLOAD = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final double SECONDS = 90;

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

    @TempDir
    private Path folder;

    private Path track;

    @BeforeEach
    void makeTrack() {
        track = Music.synthesised(folder, "long track", SECONDS, 42);
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheServicesAreKilledInTheMiddle(RunningSystem system) throws Exception {
        compareWithUndisturbed(system, "killed", () -> {
            Part feature = Part.of(system, "feature-0");
            Part inference = Part.of(system, "inference-0");
            feature.kill();
            inference.kill();
            feature.startAgain();
            inference.startAgain();
        });
    }

    @Test
    void shouldLoseAndDoubleNothingWhenASecondInstanceOfEachJoinsInTheMiddle(RunningSystem system) throws Exception {
        List<Part> joined = new ArrayList<>();
        try {
            compareWithUndisturbed(system, "joined", () -> {
                joined.add(SecondInstance.of(system, "feature-0").part());
                joined.add(SecondInstance.of(system, "inference-0").part());
            });
        } finally {
            joined.forEach(Part::kill);
        }
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheRegistryIsAwayInTheMiddle(RunningSystem system) throws Exception {
        compareWithUndisturbed(system, "no-registry", () -> {
            Part registry = Part.of(system, "registry");
            registry.kill();
            registry.startAgain();
        });
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheBrokerIsAwayFor30Seconds(RunningSystem system) throws Exception {
        compareWithUndisturbed(system, "no-broker", () -> {
            Part broker = Part.of(system, "broker");
            broker.kill();
            sleep(Duration.ofSeconds(30)); // the outage itself
            broker.startAgain();
        });
    }

    private void compareWithUndisturbed(RunningSystem system, String id, Runnable disturbance) throws Exception {
        try (PredictionLog log = new PredictionLog(system.connection())) {
            String calm = id + "-calm";
            String disturbed = id + "-disturbed";
            assertThat(SlowUpload.start(system.ingest(), calm, track, Duration.ofSeconds(1))
                            .get()
                            .statusCode())
                    .isEqualTo(202);
            awaitFinal(log, calm);

            CompletableFuture<HttpResponse<String>> upload =
                    SlowUpload.start(system.ingest(), disturbed, track, UPLOAD);
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

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
