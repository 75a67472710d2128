package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else's client, in another language, reads our results with the registry's help alone. */
@ExtendWith(RunningSystem.Extension.class)
class PythonConsumerIT {
    private static final Path SCRIPT = Launcher.HOME.resolve("e2e-tests/src/test/python/read_track.py");

    @TempDir
    private Path folder;

    @Test
    void shouldReadGenreTracksWithAPlainPythonAvroConsumer(RunningSystem system) throws Exception {
        Optional<Path> interpreter = PythonEnvironment.withPackages();
        assumeTrue(interpreter.isPresent(), "no Python with venv and pip here");
        Path file = Music.synthesised(folder, "for python", 4, 11);
        String streamId = system.run("send", "--json", file.toString())
                .json()
                .path("streamId")
                .asText();

        Process python = new ProcessBuilder(
                        interpreter.get().toString(),
                        SCRIPT.toString(),
                        system.status().path("bootstrapServers").asText(),
                        system.status().path("schemaRegistryUrl").asText(),
                        streamId)
                .redirectErrorStream(true)
                .start();
        String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(python.waitFor()).as(out).isZero();
        assertThat(out).contains("final=True", "seconds=4.0");
    }
}
