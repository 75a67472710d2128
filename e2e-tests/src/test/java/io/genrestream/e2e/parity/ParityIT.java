package io.genrestream.e2e.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.dsp.FramingState;
import io.genrestream.dsp.FrontEnd;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.e2e.Launcher;
import io.genrestream.e2e.Music;
import io.genrestream.e2e.PythonEnvironment;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelInput;
import io.genrestream.scoring.Scorer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The model says the same through Java and through Python of every real track. */
class ParityIT {
    private static final Path MODEL = Launcher.HOME.resolve("models/genre.onnx");
    private static final Path FEATURES = Launcher.HOME.resolve("e2e-tests/target/real-features.npz");
    private static final Path SCORES = Launcher.HOME.resolve("e2e-tests/target/real-scores.json");
    private static final int FRAMES = 344; // of a 30 s track, as in the labelled arrays
    private static final double TOLERANCE = 1e-4;

    @Test
    void shouldScoreRealTracksInJavaAsInPython() throws Exception {
        Optional<Path> music = Music.realTracks();
        assumeTrue(music.isPresent(), "the labelled music is not here");
        Optional<Path> python = PythonEnvironment.ofTheTrainingProject();
        assumeTrue(python.isPresent(), "no Python with PyTorch here");
        FrontEndSpec spec = FrontEndSpec.SHIPPED;
        List<FeatureFile.Track> tracks = features(music.get(), spec);
        FeatureFile.write(FEATURES, tracks, FRAMES, spec.bands());

        JsonNode expected = scoresOfPython(python.get());

        try (GenreModel model = GenreModel.load(MODEL)) {
            Scorer scorer = model.scorer();
            for (FeatureFile.Track track : tracks) {
                JsonNode windows = expected.path(track.name());
                for (int window = 0; window < windows.size(); window++) {
                    float[] scores = scoresOfJava(scorer, track, spec, window);
                    for (int label = 0; label < scores.length; label++) {
                        assertThat((double) scores[label])
                                .as("%s, window %d, label %d", track.name(), window, label)
                                .isCloseTo(windows.get(window).get(label).asDouble(), within(TOLERANCE));
                    }
                }
                assertThat(windows.size()).isEqualTo((FRAMES - spec.frames()) / spec.every() + 1);
            }
        }
    }

    private static float[] scoresOfJava(Scorer scorer, FeatureFile.Track track, FrontEndSpec spec, int window) {
        ByteBuffer matrix =
                ByteBuffer.allocate(Float.BYTES * spec.frames() * spec.bands()).order(ByteOrder.LITTLE_ENDIAN);
        matrix.asFloatBuffer().put(track.logMel(), window * spec.every() * spec.bands(), spec.frames() * spec.bands());
        scorer.set(ModelInput.LOG_MEL_DB, matrix);
        return scorer.score().scores();
    }

    private static JsonNode scoresOfPython(Path python) throws IOException, InterruptedException {
        ProcessBuilder score = new ProcessBuilder(
                        python.toString(),
                        "-m",
                        "genretrain",
                        "score",
                        "--features",
                        FEATURES.toString(),
                        "--model",
                        MODEL.toString(),
                        "-o",
                        SCORES.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT);
        score.environment().put("PYTHONPATH", Launcher.HOME.resolve("training").toString());
        assertThat(score.start().waitFor()).isZero();
        return new ObjectMapper().readTree(SCORES.toFile());
    }

    private static List<FeatureFile.Track> features(Path music, FrontEndSpec spec) throws IOException {
        List<FeatureFile.Track> tracks = new ArrayList<>();
        FrontEnd frontEnd = new FrontEnd(spec);
        try (Decoder decoder = new Decoder();
                Stream<Path> files = Files.list(music)) {
            for (Path file : files.sorted().toList()) {
                float[] logMel = new float[FRAMES * spec.bands()];
                int[] frames = {0};
                short[] pcm = decoder.decode(file, spec.sampleRate());
                frontEnd.process(new FramingState(), pcm, 0, pcm.length, row -> {
                    if (frames[0] < FRAMES) {
                        System.arraycopy(row, 0, logMel, frames[0]++ * spec.bands(), spec.bands());
                    }
                });
                String name = file.getFileName().toString().replace(".flac", "");
                if (frames[0] == FRAMES) {
                    tracks.add(new FeatureFile.Track(name, name.substring(0, name.indexOf('.')), "", logMel));
                }
            }
        }
        assertThat(tracks).hasSizeGreaterThan(50);
        return tracks;
    }
}
