package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an archive and an image are made of, used as whoever unpacks it would. */
class DistributionIT {
    private static final Path DISTRIBUTION = Launcher.HOME.resolve("dist/target/genrestream");

    @TempDir
    private Path home;

    @Test
    void shouldHaveAllOfItsLayout() {
        for (String needed : List.of(
                "LICENSE",
                "NOTICE",
                "licenses/LGPL-2.1.txt",
                "licenses/LGPL-3.0.txt",
                "licenses/GPL-3.0.txt",
                "cli/genrestream-cli.jar",
                "cli/lib",
                "services/ingest/quarkus-run.jar",
                "services/feature/quarkus-run.jar",
                "services/feature-compiler.directives",
                "services/inference/quarkus-run.jar",
                "broker",
                "registry/quarkus-run.jar",
                "models/genre.onnx",
                "benchmarks/librosa_extract.py")) {
            assertThat(DISTRIBUTION.resolve(needed)).exists();
        }
    }

    @Test
    void shouldRunWithAnEmptyEnvironmentFromAnotherFolderAndWriteIntoTheUsersHomeAlone() throws Exception {
        List<Path> before = listing();

        assertThat(run("--version")).startsWith("genrestream ");
        assertThat(run("down"))
                .contains(home.resolve(".local/state/genrestream").toString());

        assertThat(listing()).isEqualTo(before);
        assertThat(home.resolve(".local/state/genrestream/jvm/cli.jsa")).isNotEmptyFile();
    }

    private String run(String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        DISTRIBUTION.resolve("genrestream").toString(), command)
                .directory(home.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", "/usr/bin:/bin",
                        "HOME", home.toString(),
                        "JAVA_HOME", System.getProperty("java.home")));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static List<Path> listing() throws IOException {
        try (Stream<Path> files = Files.walk(DISTRIBUTION)) {
            return files.sorted().toList();
        }
    }
}
