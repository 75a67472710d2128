package io.genrestream.e2e.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.e2e.Launcher;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import io.genrestream.event.Verdict;
import io.genrestream.scoring.Activation;
import io.genrestream.scoring.Calibration;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelFile;
import io.genrestream.scoring.ModelPacking;
import io.genrestream.scoring.PackedMetadata;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import io.genrestream.topic.RecordLimit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models of every kind that people train are served as the shipped one is: the same numbers online and offline. */
@Tag("processes")
class OwnModelsParityTest {
    private static final Path MODELS = Launcher.HOME.resolve("scoring/src/test/resources/models");
    private static final int RATE = 22_050;
    /** Longer than a rolling aggregate, and not a whole number of windows of any of the models. */
    private static final double SECONDS = 33.3;

    @TempDir
    private Path folder;

    /**
     * Statistics of a window; several genres at once; MFCC through a recurrent network whose frames vote; the same
     * convolutions for every frame before a recurrent network; a layer on somebody else's embedding.
     */
    @ParameterizedTest
    @CsvSource({
        "tiny-aggregate.onnx, 22",
        "tiny-sigmoid.onnx, 22",
        "lstm-votes.onnx, 22",
        "convolutions-gru.onnx, 22",
        "foreign-embedding.onnx, 44",
    })
    void shouldGiveTheSameNumbersOnlineAndOffline(String file, int windows) throws Exception {
        try (GenreModel model = GenreModel.load(MODELS.resolve(file))) {
            StreamedTrack streamed = Parity.assertSame(model, music(), folder);

            assertThat(streamed.predictions()).hasSize(windows);
            assertThat(distinctScores(streamed)).as("the model hears").hasSizeGreaterThan(windows / 2);
            assertThat(streamed.last().getWindows()).isEqualTo(windows);
            assertThat(streamed.last().getScores())
                    .containsOnlyKeys(model.description().labels());
        }
    }

    @Test
    void shouldAnswerTheLikeliestOfSeveralGenresAndTellTheOthersByTheirScores() throws Exception {
        try (GenreModel model = GenreModel.load(MODELS.resolve("tiny-sigmoid.onnx"))) {
            double limit = model.description().calibration().unknownBelow();

            TrackGenre track = Parity.assertSame(model, music(), folder).last();

            assertThat(track.getVerdict()).isEqualTo(Verdict.GENRE);
            assertThat(track.getScores().get(track.getLabel())).isEqualTo(track.getConfidence());
            assertThat(track.getScores().values())
                    .allMatch(score -> score <= track.getConfidence())
                    .as("more than one genre at once")
                    .filteredOn(score -> score >= limit)
                    .hasSizeGreaterThan(1);
        }
    }

    /** 599 frames of 128 bands, as much published work has them: 3 s at a hop of 5 ms. */
    @Test
    void shouldServeWindowsOfManyFramesWithinTheLimitOfARecord() throws Exception {
        FrontEndSpec frontEnd = FrontEndSpec.parse("rate=22050 window=1024 fft=1024 hop=110 taper=hann power=2.0"
                + " bands=128 mel=slaney norm=slaney fmin=0.0 fmax=11025.0 log=db floor=1.0E-10 offset=0.0 mfcc=20"
                + " dct=ortho frames=599 every=300 decoder=ffmpeg-8.0-swr-s16");
        byte[] packed = ModelPacking.pack(
                ModelFile.map(MODELS.resolve("three-convolutions-bare.onnx")),
                new PackedMetadata(
                        "three-convolutions",
                        "1.0.0",
                        frontEnd,
                        List.of("blues", "jazz", "rock"),
                        Activation.SOFTMAX,
                        new Calibration(1, 0),
                        List.of()));
        try (GenreModel model = GenreModel.load(Files.write(folder.resolve("packed.onnx"), packed))) {
            StreamedTrack streamed = Parity.assertSame(model, music(), folder);

            assertThat(streamed.predictions()).hasSize(22);
            assertThat(distinctScores(streamed)).hasSizeGreaterThan(11);
            assertThat(streamed.windows())
                    .allSatisfy(window ->
                            assertThat(window.getLogMelDb().remaining()).isEqualTo(599 * 128 * Float.BYTES))
                    .allSatisfy(window -> assertThat(bytes(window)).isLessThan(RecordLimit.DEFAULT.bytes() / 2));
        }
    }

    private Path music() throws Exception {
        return Files.write(
                folder.resolve("track.wav"),
                SynthesizedAudio.music(RATE, 1, SECONDS, 5).wav(WavEncoding.PCM_16));
    }

    private static Set<Object> distinctScores(StreamedTrack streamed) {
        return new HashSet<>(
                streamed.predictions().stream().map(GenrePrediction::getScores).toList());
    }

    private static int bytes(FeatureWindow window) throws Exception {
        return FeatureWindow.getEncoder().encode(window).remaining();
    }
}
