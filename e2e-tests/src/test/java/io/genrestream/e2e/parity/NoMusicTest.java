package io.genrestream.e2e.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.genrestream.analysis.SampleAnalyzer;
import io.genrestream.analysis.TrackSink;
import io.genrestream.dsp.window.Window;
import io.genrestream.e2e.Launcher;
import io.genrestream.e2e.Music;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.track.GenreVerdict;
import io.genrestream.scoring.track.ScoredWindow;
import io.genrestream.scoring.track.TrackResult;
import io.genrestream.testkit.SynthesizedAudio;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound that does not change is no music, nor is talk, and music never counts as such: the figures of docs/steady.md. */
@Tag("processes")
class NoMusicTest {
    private static final int RATE = 22_050;

    /** Counts windows, and those that are found steady or talk. */
    private static final class Count implements TrackSink {
        private int windows;
        private int steady;
        private int talk;

        @Override
        public void scored(Window window, ScoredWindow scored) {
            windows++;
            steady += scored.verdict().equals(GenreVerdict.steady()) ? 1 : 0;
            talk += scored.verdict().equals(GenreVerdict.talk()) ? 1 : 0;
        }
    }

    @Test
    void shouldSayNoMusicOfAToneAndOfNoise() throws Exception {
        assertThat(result(pcm(SynthesizedAudio.tone(RATE, 440, 0.5, 30))).verdict())
                .isEqualTo(GenreVerdict.steady());
        assertThat(result(noise(30)).verdict()).isEqualTo(GenreVerdict.steady());
        assertThat(result(pcm(SynthesizedAudio.silence(RATE, 1, 30))).verdict()).isEqualTo(GenreVerdict.silent());
    }

    @Test
    void shouldTellTheSameGenreOfASongWithAMinuteOfNoise() throws Exception {
        short[] song = pcm(SynthesizedAudio.music(RATE, 1, 40, 1));
        short[] minute = noise(60);
        short[] both = Arrays.copyOf(song, song.length + minute.length);
        System.arraycopy(minute, 0, both, song.length, minute.length);

        TrackResult alone = result(song);
        TrackResult spoilt = result(both);

        assertThat(spoilt.verdict().label()).isEqualTo(alone.verdict().label());
        assertThat(spoilt.windows()).isLessThanOrEqualTo(alone.windows() + 2);
    }

    @Test
    void shouldFindNoWindowOfSynthesisedMusicSteadyOrTalk() throws Exception {
        Count count = new Count();
        try (GenreModel model = model()) {
            SampleAnalyzer analyzer = new SampleAnalyzer(model);
            for (int seed = 0; seed < 8; seed++) {
                process(analyzer, count, pcm(SynthesizedAudio.music(RATE, 1, 30, seed)));
            }
        }
        assertThat(count.windows).isGreaterThan(100);
        assertThat(count.steady).isZero();
        assertThat(count.talk).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio", "clips", "../music_speech/music"})
    void shouldFindNoWindowOfRealMusicSteadyOrTalk(String kind) throws Exception {
        Count count = new Count();
        results(kind, count);
        assertThat(count.windows).isGreaterThan(300);
        assertThat(count.steady).as("of %d windows", count.windows).isZero();
        assertThat(count.talk).as("of %d windows", count.windows).isLessThanOrEqualTo(count.windows / 1000);
    }

    /** The model has heard these, so this says that it is served as it was trained, not how good it is. */
    @Test
    void shouldSayTalkOfPeopleWhoTalk() throws Exception {
        Count count = new Count();
        assertThat(results("../music_speech/speech", count))
                .hasSizeGreaterThan(20)
                .extracting(TrackResult::verdict)
                .containsOnly(GenreVerdict.talk());
        assertThat(count.talk).isGreaterThan(count.windows * 9 / 10);
    }

    private static List<TrackResult> results(String kind, TrackSink sink) throws Exception {
        assumeTrue(Music.realTracks().isPresent(), "the labelled music is not here");
        List<TrackResult> results = new ArrayList<>();
        Path folder = Music.realTracks().get().resolveSibling(kind);
        try (GenreModel model = model();
                Decoder decoder = new Decoder();
                Stream<Path> all = Files.list(folder)) {
            SampleAnalyzer analyzer = new SampleAnalyzer(model);
            for (Path file : all.sorted().toList()) {
                results.add(process(analyzer, sink, decoder.decode(file, RATE)));
            }
        }
        return results;
    }

    private static TrackResult result(short[] pcm) throws Exception {
        try (GenreModel model = model()) {
            return process(new SampleAnalyzer(model), TrackSink.NOTHING, pcm);
        }
    }

    private static TrackResult process(SampleAnalyzer analyzer, TrackSink sink, short[] pcm) throws Exception {
        analyzer.begin(sink);
        analyzer.process(pcm, 0, pcm.length);
        return analyzer.end().result().orElseThrow();
    }

    private static GenreModel model() throws Exception {
        return GenreModel.load(Launcher.HOME.resolve("models/genre.onnx"));
    }

    private static short[] noise(int seconds) {
        Random random = new Random(1);
        float[] samples = new float[seconds * RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.1 * random.nextGaussian());
        }
        return pcm(new SynthesizedAudio(RATE, new float[][] {samples}));
    }

    private static short[] pcm(SynthesizedAudio audio) {
        float[] samples = audio.channels()[0];
        short[] pcm = new short[samples.length];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.clamp(Math.round(samples[i] * 32_768.0), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return pcm;
    }
}
