package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else's client, in another language, reads our results with the registry's help alone. */
@ExtendWith(RunningSystem.Extension.class)
class PythonConsumerIT {
    private static final Path MODULE = Launcher.HOME.resolve("e2e-tests");
    private static final Path PYTHON = MODULE.resolve("target/venv/bin/python");

    @TempDir
    private Path folder;

    @Test
    void shouldReadGenreTracksWithAPlainPythonAvroConsumer(RunningSystem system) throws Exception {
        assumeTrue(installed(), "no Python with venv and pip here");
        Path file = Music.synthesised(folder, "for python", 4, 11);
        String streamId = system.run("send", "--json", file.toString())
                .json()
                .path("streamId")
                .asText();

        Process python = new ProcessBuilder(
                        PYTHON.toString(),
                        MODULE.resolve("src/test/python/read_track.py").toString(),
                        system.status().path("bootstrapServers").asText(),
                        system.status().path("schemaRegistryUrl").asText(),
                        streamId)
                .redirectErrorStream(true)
                .start();
        String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(python.waitFor()).as(out).isZero();
        assertThat(out).contains("final=True", "seconds=4.0");
    }

    private static boolean installed() throws IOException, InterruptedException {
        return Files.exists(PYTHON) && run(List.of(PYTHON.toString(), "-c", "import confluent_kafka, fastavro")) == 0
                || run(List.of("python3", "-m", "venv", MODULE.resolve("target/venv").toString())) == 0
                        && run(List.of(
                                        PYTHON.toString(),
                                        "-m",
                                        "pip",
                                        "install",
                                        "-q",
                                        "-r",
                                        MODULE.resolve("src/test/python/requirements.txt")
                                                .toString()))
                                == 0;
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException notThere) {
            return -1;
        }
    }
}
