package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.testkit.Covers;
import io.genrestream.testkit.IndexInFront;
import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unusual but proper sources: rates, depths, channels, lengths, and samples that are no numbers. */
@Tag("processes")
class SourceFormatsTest {
    @AutoClose
    private static final DecoderPool POOL = TestPools.start(1);

    @ParameterizedTest
    @CsvSource({
        "wav, pcm_s16le, 8000",
        "flac, flac, 96000",
        "wav, pcm_s24le, 44100",
        "wav, pcm_s32le, 192000",
        "wav, pcm_f32le, 44100",
        "wav, pcm_f64le, 48000",
        "wav, pcm_mulaw, 16000",
        "aiff, pcm_s24be, 11025"
    })
    void shouldDecodeAnyRateAndDepth(String container, String codec, int rate) throws Exception {
        var tone = Signal.tone(1000, 0.5);

        Decoded decoded =
                Decoded.of(POOL, new TestEncoder(container, codec, rate).encode(Signal.sampled(tone, rate, 2)));

        assertThat(decoded.failure()).isNull();
        assertThat(decoded.audio().sourceRate()).isEqualTo(rate);
        assertThat(decoded.samples().length).isCloseTo(2 * Decoded.RATE, within(1));
        assertThat(Signal.snr(tone, decoded.samples())).isGreaterThan(codec.equals("pcm_mulaw") ? 30 : 60);
        assertThat(decoded.audio().warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 2048 / 22050.0, 1 / 22050.0})
    void shouldDecodeShortFilesToTheLastSample(double seconds) throws Exception {
        float[] music = Signal.sampled(Signal.MUSIC, Decoded.RATE, seconds);

        Decoded decoded = Decoded.of(POOL, WavFile.floats(Decoded.RATE, music));

        assertThat(decoded.failure()).isNull();
        assertThat(decoded.samples()).hasSize(music.length);
    }

    @Test
    void shouldMixSixChannelsByTheirWeights() throws Exception {
        // Each channel alone: left, right, centre, LFE, back left, back right.
        double centre = Math.sqrt(2);
        double back = Math.sqrt(0.5);
        double[] weights = {1, 1, centre, 0, back, back};
        for (int heard = 0; heard < 6; heard++) {
            float[][] channels = new float[6][44100];
            channels[heard] = Signal.sampled(Signal.tone(440, 0.5), 44100, 1);

            Decoded decoded = Decoded.of(POOL, new TestEncoder("flac", "flac", 44100).encode(channels));

            double expected = 0.5 * weights[heard] / (2 + centre + 2 * back) / Math.sqrt(2);
            assertThat(decoded.audio().channels()).isEqualTo(6);
            assertThat(Signal.rms(decoded.samples()))
                    .as("channel %d", heard)
                    .isCloseTo(expected, within(expected * 0.01));
        }
    }

    @Test
    void shouldSaturateInsteadOfWrapping() throws Exception {
        var loud = Signal.tone(500, 3);
        DoubleUnaryOperator far = t -> t < 0.5 ? 1e30 : -1e30;

        short[] clipped = Decoded.of(POOL, WavFile.floats(22050, Signal.sampled(loud, 22050, 1)))
                .samples();
        short[] farAway = Decoded.of(POOL, WavFile.floats(22050, Signal.sampled(far, 22050, 1)))
                .samples();

        float[] wanted = Signal.sampled(loud, 22050, 1);
        for (int i = 0; i < wanted.length; i++) {
            int expected = Math.clamp(Math.round(wanted[i] * 32768.0), Short.MIN_VALUE, Short.MAX_VALUE);
            assertThat((int) clipped[i]).isCloseTo(expected, within(1));
        }
        assertThat(farAway[100]).isEqualTo(Short.MAX_VALUE);
        assertThat(farAway[22000]).isEqualTo(Short.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(ints = {22050, 44100})
    void shouldTakeSamplesThatAreNoNumbersForSilenceAndSaySo(int rate) throws Exception {
        float[] music = Signal.sampled(Signal.MUSIC, rate, 2);
        float[] broken = music.clone();
        broken[rate / 2] = Float.NaN;
        broken[rate] = Float.POSITIVE_INFINITY;
        broken[rate + 1] = Float.NEGATIVE_INFINITY;

        Decoded decoded = Decoded.of(POOL, WavFile.floats(rate, broken, broken));

        assertThat(decoded.failure()).isNull();
        assertThat(decoded.audio().warnings()).containsExactly("NON_FINITE_SAMPLES");
        // Three samples of silence, not the reach of a filter around them.
        assertThat(Signal.snr(Signal.MUSIC, decoded.samples())).isGreaterThan(30);
    }

    @Test
    void shouldKeepOutOfPhaseStereoAudibleAndSaySo() throws Exception {
        Decoded decoded = Decoded.of(
                POOL,
                new TestEncoder("flac", "flac", 44100)
                        .encode(
                                Signal.sampled(Signal.MUSIC, 44100, 3),
                                Signal.sampled(Signal.inverted(Signal.MUSIC), 44100, 3)));

        assertThat(decoded.audio().warnings()).containsExactly("OUT_OF_PHASE");
        assertThat(Signal.snr(Signal.MUSIC, decoded.samples())).isGreaterThan(60);
    }

    @Test
    void shouldMixWideStereoAsTheMean() throws Exception {
        var left = Signal.tone(500, 0.4);
        var right = Signal.tone(800, 0.4);
        DoubleUnaryOperator mean = t -> (left.applyAsDouble(t) + right.applyAsDouble(t)) / 2;

        Decoded decoded = Decoded.of(
                POOL,
                new TestEncoder("flac", "flac", 44100)
                        .encode(Signal.sampled(left, 44100, 2), Signal.sampled(right, 44100, 2)));

        assertThat(decoded.audio().warnings()).isEmpty();
        assertThat(Signal.snr(mean, decoded.samples())).isGreaterThan(60);
    }

    @Test
    void shouldSkipABigCoverPicture() throws Exception {
        byte[] mp3 = new TestEncoder("mp3", "libmp3lame", 44100).encode(Signal.sampled(Signal.MUSIC, 44100, 3));

        Decoded decoded = Decoded.of(POOL, Covers.before(mp3, 4_000_000));

        assertThat(decoded.failure()).isNull();
        assertThat(decoded.audio().seconds()).isCloseTo(3, within(0.06));
        assertThat(decoded.audio().truncated()).isFalse();
        assertThat(Signal.snr(Signal.MUSIC, decoded.samples())).isGreaterThan(20);
    }

    @Test
    void shouldFlagATruncatedFileBehindACover() throws Exception {
        byte[] mp3 = new TestEncoder("mp3", "libmp3lame", 44100).encode(Signal.sampled(Signal.MUSIC, 44100, 6));
        byte[] covered = Covers.before(mp3, 300_000);

        Decoded decoded = Decoded.of(POOL, java.util.Arrays.copyOf(covered, covered.length - mp3.length / 2));

        assertThat(decoded.audio().truncated()).isTrue();
    }

    @Test
    void shouldDecodeHalfAnHourOfSilence() throws Exception {
        Decoded decoded = Decoded.of(POOL, WavFile.silence(8000, 1800));

        assertThat(decoded.samples()).hasSize(1800 * Decoded.RATE);
        assertThat(Signal.rms(decoded.samples())).isZero();
    }

    @Test
    void shouldRefuseARateThatNoMusicHas() throws Exception {
        DecodingException failure = Decoded.of(POOL, WavFile.silence(1, 60)).failure();

        assertThat(failure.code()).isEqualTo(DecodingError.UNSUPPORTED_FORMAT);
        assertThat(failure.detail()).contains("1 samples a second");
    }

    @Test
    void shouldDecodeWithTheIndexInFrontOrAtTheEnd() throws Exception {
        float[] music = Signal.sampled(Signal.MUSIC, 44100, 3);
        byte[] atEnd = new TestEncoder("ipod", "aac", 44100).encode(music);
        byte[] inPieces = new TestEncoder("ipod", "aac", 44100)
                .option("movflags", "frag_keyframe+empty_moov")
                .encode(music);

        byte[] inFront = IndexInFront.of(atEnd);

        for (byte[] file : new byte[][] {atEnd, inPieces, inFront}) {
            Decoded decoded = Decoded.of(POOL, file);
            assertThat(decoded.failure()).isNull();
            assertThat(decoded.audio().seconds()).isCloseTo(3, within(0.06));
            assertThat(Signal.snr(Signal.MUSIC, decoded.samples())).isGreaterThan(15);
        }
    }
}
