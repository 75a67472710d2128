package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.genrestream.cli.connect.Connection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docker-compose.yml} as its users run it: images of the archive, scaled and killed under load. */
class ComposeIT {
    private static final URI INGEST = URI.create("http://127.0.0.1:19080");
    private static final Connection KAFKA =
            new Connection("127.0.0.1:19092", "http://127.0.0.1:19081/apis/ccompat/v7", "", Map.of());
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
        assumeTrue(Docker.answers(), "no Docker engine answers here");
        assumeTrue(hasArchive(), "there is no archive to make images of: mvn package -Parchive,runtime -pl dist -am");
        track = Music.synthesised(folder, "long track", SECONDS, 42);
        Docker.compose("up", "--build", "--detach", "--wait", "--wait-timeout", "300");
    }

    @AfterAll
    static void down() throws IOException {
        if (track != null) {
            Files.writeString(
                    Launcher.HOME.resolve("e2e-tests/target/compose.log"), Docker.compose("logs", "--no-color"));
            Docker.compose("down", "--volumes", "--timeout", "30");
        }
    }

    @Test
    void shouldLoseAndDoubleNothingWhenServicesAreScaledUpAndDownInTheMiddle() throws Exception {
        Disturbance.requireSameResult(KAFKA, INGEST, track, "scaled-up", () -> scale(3, 2));
        Disturbance.requireSameResult(KAFKA, INGEST, track, "scaled-down", () -> scale(1, 1));
    }

    @Test
    void shouldLoseAndDoubleNothingWhenContainersAreKilledInTheMiddle() throws Exception {
        Disturbance.requireSameResult(KAFKA, INGEST, track, "killed", () -> {
            Docker.compose("kill", "feature-service", "inference-service");
            Docker.compose("up", "--detach", "--no-build", "--wait", "--wait-timeout", "120");
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
        Docker.compose(
                "up",
                "--detach",
                "--no-build",
                "--no-recreate",
                "--scale",
                "feature-service=" + features,
                "--scale",
                "inference-service=" + inferences);
    }

    private static boolean hasArchive() throws Exception {
        Path target = Launcher.HOME.resolve("dist/target");
        try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
            return files.map(Path::toString).anyMatch(name -> name.endsWith("-linux-x86_64.tar.gz"));
        }
    }
}
