package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Audio pushed while it is made: by the command, and by the examples. */
@ExtendWith(RunningSystem.Extension.class)
class ListenIT {
    private static final double SECONDS = 20;

    @TempDir
    private Path folder;

    @Test
    void shouldTellTheGenreOfAContainerOnStandardInput(RunningSystem system) throws IOException {
        Path wav = Files.write(folder.resolve("in.wav"), music().wav(WavEncoding.PCM_16));

        Launcher.Finished listen = system.run(wav, "listen", "--json", "--id", "listened");

        assertThat(listen.status()).as(listen.err()).isZero();
        List<JsonNode> results = listen.jsonLines();
        assertThat(results.getLast().path("final").asBoolean()).isTrue();
        assertThat(results.getLast().path("streamId").asText()).isEqualTo("listened");
        assertThat(results.getLast().path("seconds").asDouble()).isBetween(SECONDS - 0.5, SECONDS + 0.5);
    }

    @Test
    void shouldTakeRawSamplesFromStandardInput(RunningSystem system) throws IOException {
        Launcher.Finished listen =
                system.run(samples(), "listen", "--raw", "s16le", "--rate", "44100", "--channels", "2", "--json");

        assertThat(listen.status()).as(listen.err()).isZero();
        assertThat(listen.jsonLines().getLast().path("seconds").asDouble()).isBetween(SECONDS - 0.5, SECONDS + 0.5);
    }

    @Test
    void shouldSayWhatToDoAboutWhatIsNoAudio(RunningSystem system) throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "These are words, not sound.\n".repeat(5_000));

        Launcher.Finished listen = system.run(text, "listen");

        assertThat(listen.status()).isEqualTo(1);
        assertThat(listen.err()).contains("[NOT_AUDIO]");
    }

    @Test
    void shouldPushByTheJavaExample(RunningSystem system) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path example = Launcher.HOME.resolve("examples/push/Push.java");

        push(List.of(java.toString(), example.toString()), system, "by-java");
    }

    @Test
    void shouldPushByThePythonExample(RunningSystem system) throws Exception {
        Optional<Path> python = PythonEnvironment.withPackages();
        assumeTrue(python.isPresent(), "no Python with venv and pip here");

        push(
                List.of(
                        python.get().toString(),
                        Launcher.HOME.resolve("examples/push/push.py").toString()),
                system,
                "by-python");
    }

    private void push(List<String> program, RunningSystem system, String streamId) throws Exception {
        URI address = URI.create("ws" + system.ingest().toString().substring(4) + "/v1/streams/live");
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(address.toString(), streamId));
        Process pushing = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(samples().toFile())
                .start();
        String out = new String(pushing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(pushing.waitFor()).as(out).isZero();
        assertThat(out).contains("ended");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode stream = Answers.json(system.ingest().resolve("/v1/streams/" + streamId));
            assertThat(stream.path("state").asText()).isEqualTo("ENDED");
            assertThat(stream.path("seconds").asDouble()).isBetween(SECONDS - 0.5, SECONDS + 0.5);
        });
    }

    private Path samples() throws IOException {
        short[][] channels = {music().pcm16(0), music().pcm16(1)};
        ByteBuffer bytes =
                ByteBuffer.allocate(channels[0].length * 2 * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < channels[0].length; i++) {
            bytes.putShort(channels[0][i]).putShort(channels[1][i]);
        }
        return Files.write(folder.resolve("in.raw"), bytes.array());
    }

    private static SynthesizedAudio music() {
        return SynthesizedAudio.music(44_100, 2, SECONDS, 5);
    }
}
