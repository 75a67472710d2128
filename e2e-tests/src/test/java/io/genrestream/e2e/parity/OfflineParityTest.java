package io.genrestream.e2e.parity;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.genrestream.e2e.Launcher;
import io.genrestream.e2e.Music;
import io.genrestream.scoring.GenreModel;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is analysed without Kafka gives the very numbers that the services give, to the bit. */
@Tag("processes")
class OfflineParityTest {
    private static final int RATE = 22_050;
    private static final int REAL_TRACKS = 6;

    @TempDir
    private Path folder;

    @Test
    void shouldGiveTheNumbersOfTheServicesForRealTracks() throws Exception {
        assumeTrue(Music.realTracks().isPresent(), "the labelled music is not here");
        try (Stream<Path> all = Files.list(Music.realTracks().get())) {
            List<Path> tracks = all.sorted().toList();
            for (int i = 0; i < REAL_TRACKS; i++) {
                assertSame(tracks.get(i * tracks.size() / REAL_TRACKS));
            }
        }
    }

    /** A single frame; too short to score; a partial window; exactly one; beyond the exact aggregate; many folds. */
    @ParameterizedTest
    @ValueSource(ints = {2_048, 11_025, 22_050, 65_408, 65_409, 700_000, 40 * RATE, 130 * RATE})
    void shouldGiveTheNumbersOfTheServicesAtEveryLength(int samples) throws Exception {
        assertSame(write(SynthesizedAudio.music(RATE, 1, (double) samples / RATE, samples)));
    }

    @Test
    void shouldGiveTheNumbersOfTheServicesForTooLittleAndForSilence() throws Exception {
        assertSame(write(SynthesizedAudio.tone(RATE, 440, 0.5, 0.05))); // not a frame
        assertSame(write(SynthesizedAudio.silence(RATE, 1, 10)));
        SynthesizedAudio halfSilent = SynthesizedAudio.music(RATE, 1, 20, 1);
        Arrays.fill(halfSilent.channels()[0], 5 * RATE, 15 * RATE, 0);
        assertSame(write(halfSilent));
    }

    /** Its front end has another rate, another logarithm and seven times as many frames. */
    @Test
    void shouldGiveTheNumbersOfTheServicesByTheTaggerToo() throws Exception {
        try (GenreModel tags = GenreModel.load(Launcher.HOME.resolve("models/tags.onnx"))) {
            Parity.assertSame(tags, write(SynthesizedAudio.music(RATE, 1, 20, 5)), folder);
        }
    }

    private Path write(SynthesizedAudio audio) throws Exception {
        return Files.write(folder.resolve("track.wav"), audio.wav(WavEncoding.PCM_16));
    }

    private void assertSame(Path file) throws Exception {
        try (GenreModel model = GenreModel.load(Launcher.HOME.resolve("models/genre.onnx"))) {
            Parity.assertSame(model, file, folder);
        }
    }
}
