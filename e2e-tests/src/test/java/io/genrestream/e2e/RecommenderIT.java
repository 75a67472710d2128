package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The examples of a recommender find the track that was sent before when it is sent again. */
@ExtendWith(RunningSystem.Extension.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RecommenderIT {
    private static final Path EXAMPLE = Launcher.HOME.resolve("examples/recommender");

    @TempDir
    private Path folder;

    @Test
    void shouldRecommendInJava(RunningSystem system) throws Exception {
        shouldRecommend(
                system,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                EXAMPLE.resolve("target/recommender.jar").toString());
    }

    @Test
    void shouldRecommendInPython(RunningSystem system) throws Exception {
        Optional<Path> interpreter = PythonEnvironment.withPackages();
        assumeTrue(interpreter.isPresent(), "no Python with venv and pip here");
        shouldRecommend(
                system,
                interpreter.get().toString(),
                EXAMPLE.resolve("recommender.py").toString());
    }

    private void shouldRecommend(RunningSystem system, String... command) throws IOException {
        Path known = Music.synthesised(folder, "known " + command.length, 4, 21);
        Path other = Music.synthesised(folder, "other " + command.length, 4, 22);
        String first = send(system, known);
        send(system, other);

        List<String> words = new ArrayList<>(List.of(command));
        words.add(system.status().path("bootstrapServers").asText());
        words.add(system.status().path("schemaRegistryUrl").asText());
        Process recommender = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = recommender.inputReader()) {
            assertThat(out.readLine()).contains("tracks in the library");
            String again = send(system, known);

            String recommendation = out.readLine();

            assertThat(recommendation).startsWith(again).contains(first + " (1.00)");
        } finally {
            recommender.destroyForcibly();
        }
    }

    private static String send(RunningSystem system, Path file) {
        return system.run("send", "--json", file.toString())
                .json()
                .path("streamId")
                .asText();
    }
}
