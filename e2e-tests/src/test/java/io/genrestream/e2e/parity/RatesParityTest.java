package io.genrestream.e2e.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.e2e.RatedModel;
import io.genrestream.event.GenrePrediction;
import io.genrestream.scoring.GenreModel;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model is served at the sample rate that it was trained at: decoded, published, cut into windows and scored. */
@Tag("processes")
class RatesParityTest {
    /** Not a whole number of chunks, nor of windows. */
    private static final double SECONDS = 12.3;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {16_000, 22_050, 32_000, 44_100})
    void shouldGiveTheSameNumbersOnlineAndOfflineAtEachRate(int rate) throws Exception {
        Path music = Files.write(
                folder.resolve("track.wav"),
                SynthesizedAudio.music(48_000, 2, SECONDS, 5).wav(WavEncoding.PCM_16));
        try (GenreModel model = GenreModel.load(RatedModel.write(rate, folder))) {
            StreamedTrack streamed = Parity.assertSame(model, music, folder);

            FrontEndSpec frontEnd = model.description().frontEnd();
            assertThat(frontEnd.sampleRate()).isEqualTo(rate);
            assertThat(streamed.windows()).hasSize(8).allSatisfy(window -> {
                assertThat(window.getSampleRate()).isEqualTo(rate);
                assertThat(window.getFrontEndDigest()).isEqualTo(frontEnd.digest());
            });
            assertThat(streamed.predictions().stream()
                            .map(GenrePrediction::getScores)
                            .distinct())
                    .as("the model hears")
                    .hasSizeGreaterThan(4);
            assertThat(streamed.last().getSeconds()).isBetween(SECONDS - 0.1, SECONDS + 0.1);
        }
    }
}
