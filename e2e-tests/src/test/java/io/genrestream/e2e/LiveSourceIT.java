package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.genrestream.event.GenrePrediction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A station of a real Icecast, followed through what happens to it and to the instance that follows it. */
@ExtendWith(RunningSystem.Extension.class)
class LiveSourceIT {
    private static final String ID = "station";
    /** A station that is off the air is looked for again after a minute and a half at most. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** In which the group of two has shared out its partitions. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    @Test
    void shouldFollowAStationOffTheAirAndBackAndFromOneInstanceToAnother(RunningSystem system) throws Exception {
        assumeTrue(Icecast.isInstalled(), "icecast2 or ffmpeg is not installed here");
        Path music = Music.tracks(1, folder).getFirst();
        try (Icecast icecast = new Icecast();
                PredictionLog log = new PredictionLog(system.connection())) {
            Process studio = icecast.broadcast("radio", music);
            String url = icecast.station("radio").toString();

            Launcher.Finished added = system.run("sources add", url, "--id", ID, "--title", "Test radio");
            assertThat(added.status()).as(added.out() + added.err()).isZero();
            awaitThat(() -> log.predictions(ID).size() > 5);
            assertThat(source(system)
                            .path("stream")
                            .path("live")
                            .path("connection")
                            .asText())
                    .isEqualTo("LIVE");

            icecast.title("radio", "One - It's");
            awaitThat(() -> hasStarted(log, "One - It's"));
            Thread.sleep(Duration.ofSeconds(15)); // two titles within ten seconds are one song's
            icecast.title("radio", "Two");
            awaitThat(() -> hasStarted(log, "Two"));
            awaitThat(() -> log.segments(ID).stream()
                    .anyMatch(song -> song.getFinal$() && "One - It's".equals(song.getSegmentTitle())));

            studio.destroyForcibly().onExit().join();
            awaitThat(() -> List.of("OFF_AIR", "WAITING").contains(connection(system)));
            int before = lastEpoch(log);
            icecast.broadcast("radio", music);
            awaitThat(() -> lastEpoch(log) > before);

            goOnWithTheOtherInstance(system, log);
            requireOneTimeline(log.predictions(ID));
        }
    }

    private static void goOnWithTheOtherInstance(RunningSystem system, PredictionLog log) throws InterruptedException {
        SecondInstance second = SecondInstance.of(system, "ingest");
        Part ingest = Part.of(system, "ingest");
        try {
            await().atMost(PATIENCE).until(() -> Answers.isReady(second.url()));
            Thread.sleep(SETTLED);
            boolean first = "ingest"
                    .equals(Answers.json(second.url().resolve("/v1/streams/" + ID))
                            .path("instance")
                            .asText());
            int before = lastEpoch(log);
            (first ? ingest : second.part()).kill();
            awaitThat(() -> lastEpoch(log) > before);
            if (first) {
                ingest.startAgain();
            }
            await().atMost(PATIENCE).until(() -> Answers.isReady(system.ingest()));
            Launcher.Finished removed = system.run("sources remove", ID);
            assertThat(removed.status()).as(removed.err()).isZero();
            awaitThat(() -> log.finalTrack(ID).isPresent());
        } finally {
            second.part().kill();
        }
    }

    /** One attempt, in which epochs and media time only grow, and no window comes twice. */
    private static void requireOneTimeline(List<GenrePrediction> windows) {
        assertThat(windows)
                .extracting(GenrePrediction::getAttempt)
                .containsOnly(windows.getFirst().getAttempt());
        assertThat(windows)
                .extracting(GenrePrediction::getStartSample)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(windows).extracting(GenrePrediction::getEpoch).isSorted();
        assertThat(windows).extracting(GenrePrediction::getSegment).isSorted();
    }

    private static boolean hasStarted(PredictionLog log, String title) {
        return log.segments(ID).stream().anyMatch(song -> title.equals(song.getSegmentTitle()));
    }

    private static int lastEpoch(PredictionLog log) {
        return log.predictions(ID).getLast().getEpoch();
    }

    private static String connection(RunningSystem system) {
        return source(system).path("stream").path("live").path("connection").asText();
    }

    private static JsonNode source(RunningSystem system) {
        return system.run("sources list", "--json").jsonLines().stream()
                .filter(source -> ID.equals(source.path("streamId").asText()))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitThat(Callable<Boolean> met) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(met);
    }
}
