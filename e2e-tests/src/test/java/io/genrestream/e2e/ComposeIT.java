package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.cli.connect.Connection;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docker-compose.yml} as its users run it: images of the archive, scaled and killed under load. */
class ComposeIT {
    private static final Compose COMPOSE = new Compose("genrestream-it", "docker-compose.yml");
    private static final Connection KAFKA = Compose.connection(1);
    private static final double SECONDS = 90;
    private static final long MEGABYTE = 1_000_000;
    private static final long MOST_MEGABYTES = 250;
    private static final String BASE = "debian:bookworm-slim";
    /** Of the published one; an image of this name that was made here is larger. */
    private static final long BASE_MEGABYTES = 75;

    @TempDir
    private static Path folder;

    private static Path track;

    @BeforeAll
    static void up() throws Exception {
        Compose.requireEngineAndArchive();
        track = Music.synthesised(folder, "long track", SECONDS, 42);
        COMPOSE.up();
    }

    @AfterAll
    static void down() throws IOException {
        if (track != null) {
            COMPOSE.down();
        }
    }

    @Test
    void shouldLoseAndDoubleNothingWhenServicesAreScaledUpAndDownInTheMiddle() throws Exception {
        Disturbance.requireSameResult(KAFKA, Compose.INGEST, track, "scaled-up", () -> scale(3, 2));
        Disturbance.requireSameResult(KAFKA, Compose.INGEST, track, "scaled-down", () -> scale(1, 1));
    }

    @Test
    void shouldLoseAndDoubleNothingWhenContainersAreKilledInTheMiddle() throws Exception {
        Disturbance.requireSameResult(KAFKA, Compose.INGEST, track, "killed", () -> {
            COMPOSE.run("kill", "feature-service", "inference-service");
            COMPOSE.run("up", "--detach", "--no-build", "--wait", "--wait-timeout", "120");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "feature", "inference", "command"})
    void shouldBeSmallAndRunWithoutRoot(String part) {
        String image = "genrestream/" + part;

        assertThat(size(image) - size(BASE)).isLessThan(MOST_MEGABYTES - BASE_MEGABYTES);
        assertThat(inspect(image, "{{.Config.User}}")).isEqualTo("10001:10001");
    }

    private static long size(String image) {
        return Long.parseLong(inspect(image, "{{.Size}}")) / MEGABYTE;
    }

    private static String inspect(String image, String format) {
        return Docker.run("image", "inspect", "--format", format, image).strip();
    }

    private static void scale(int features, int inferences) {
        COMPOSE.run(
                "up",
                "--detach",
                "--no-build",
                "--no-recreate",
                "--scale",
                "feature-service=" + features,
                "--scale",
                "inference-service=" + inferences);
    }
}
