package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up --model} with a model of another sample rate than the shipped one's. */
class RatesIT {
    private static final int RATE = 32_000;

    @TempDir
    private Path folder;

    @Test
    void shouldServeAModelAtItsRateAndGiveTheNumbersOfClassify() throws Exception {
        String model = RatedModel.write(RATE, folder).toString();
        String song = Files.write(
                        folder.resolve("song.wav"),
                        SynthesizedAudio.music(44_100, 2, 20.3, 3).wav(WavEncoding.PCM_16))
                .toString();
        JsonNode offline = Launcher.run(List.of("classify", "--json", "--model", model, song))
                .json();

        try (RunningSystem system = new RunningSystem("--model", model);
                PredictionLog log = new PredictionLog(system.connection())) {
            JsonNode streamed = system.run("send", "--json", song).json();

            assertThat(streamed.path("final").asBoolean()).isTrue();
            assertThat(streamed.path("windows").asInt()).isEqualTo(13);
            for (String part : List.of("label", "verdict", "confidence", "scores", "windows", "seconds")) {
                assertThat(streamed.path(part)).as(part).isEqualTo(offline.path(part));
            }
            assertThat(log.predictions(streamed.path("streamId").asText())).hasSize(13);
        }
    }
}
