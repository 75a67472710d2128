package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_COMMENT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_VISUAL_IMPAIRED;

import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import io.genrestream.testkit.TestTracks;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of several audio tracks the one that players play, and word of which it was. */
@Tag("processes")
class TracksTest {
    private static final double LOUD = 0.4;
    private static final double QUIET = 0.1;

    @AutoClose
    private static final DecoderPool POOL = TestPools.start(1);

    @ParameterizedTest
    @CsvSource({"mp4, aac", "matroska, libopus", "webm, libopus"})
    void shouldTakeTheFirstOfSeveralDefaultsWhateverTheirBitRate(String container, String codec) throws Exception {
        byte[] file = new TestTracks(container)
                .track(tone(codec, LOUD, 24_000, 1), AV_DISPOSITION_DEFAULT, "ger")
                .track(tone(codec, QUIET, 128_000, 2), AV_DISPOSITION_DEFAULT, "eng")
                .encode();

        assertHeard(file, LOUD, "AUDIO_TRACK 1 of 2 ger");
    }

    @Test
    void shouldNameNoLanguageThatIsNotKnown() throws Exception {
        byte[] file = new TestTracks("mp4")
                .track(tone("aac", LOUD, 64_000, 1), AV_DISPOSITION_DEFAULT, "und")
                .track(tone("aac", QUIET, 64_000, 1), 0, "und")
                .encode();

        assertHeard(file, LOUD, "AUDIO_TRACK 1 of 2");
    }

    @Test
    void shouldTakeTheDefaultAmongOthers() throws Exception {
        byte[] file = new TestTracks("matroska")
                .track(tone("libopus", QUIET, 128_000, 2), 0, "eng")
                .track(tone("libopus", LOUD, 24_000, 1), AV_DISPOSITION_DEFAULT, "fre")
                .track(tone("libopus", QUIET, 128_000, 2), AV_DISPOSITION_DEFAULT, "ger")
                .encode();

        assertHeard(file, LOUD, "AUDIO_TRACK 2 of 3 fre");
    }

    @Test
    void shouldNotTakeACommentaryNorADescriptionForTheBlind() throws Exception {
        byte[] file = new TestTracks("matroska")
                .track(tone("libopus", QUIET, 64_000, 2), AV_DISPOSITION_DEFAULT | AV_DISPOSITION_COMMENT, "eng")
                .track(tone("libopus", QUIET, 64_000, 2), AV_DISPOSITION_VISUAL_IMPAIRED, "eng")
                .track(tone("libopus", LOUD, 64_000, 1), 0, "eng")
                .encode();

        assertHeard(file, LOUD, "AUDIO_TRACK 3 of 3 eng");
    }

    @Test
    void shouldTakeATrackThatDecodesBeforeOneThatDoesNot() throws Exception {
        byte[] file = new TestTracks("matroska")
                .track(tone("ac3", QUIET, 128_000, 2), AV_DISPOSITION_DEFAULT, "eng")
                .track(tone("libopus", LOUD, 64_000, 1), 0, "ger")
                .encode();

        assertHeard(file, LOUD, "AUDIO_TRACK 2 of 2 ger");
    }

    @Test
    void shouldSayNothingOfTheOnlyTrack() throws Exception {
        byte[] file = new TestTracks("matroska")
                .track(tone("libopus", LOUD, 64_000, 1), AV_DISPOSITION_DEFAULT, "eng")
                .encode();

        assertThat(Decoded.of(POOL, file).audio().warnings()).isEmpty();
    }

    private static void assertHeard(byte[] file, double amplitude, String warning) throws Exception {
        Decoded decoded = Decoded.of(POOL, file);

        assertThat(decoded.failure()).isNull();
        assertThat(decoded.audio().warnings()).containsExactly(warning);
        assertThat(decoded.audio().truncated()).isFalse();
        assertThat(Signal.rms(decoded.samples())).isBetween(amplitude * 0.6, amplitude * 0.8);
    }

    private static byte[] tone(String codec, double amplitude, long bitRate, int channels) {
        float[] tone = Signal.sampled(Signal.tone(440, amplitude), 48000, 2);
        float[][] all = new float[channels][];
        Arrays.fill(all, tone);
        return new TestEncoder("matroska", codec, 48000).bitRate(bitRate).encode(all);
    }
}
