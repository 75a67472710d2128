package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stream is decoded to is the rate that it was opened with, whatever the file's own. */
@Tag("processes")
class RatesTest {
    @AutoClose
    private static final DecoderPool POOL = TestPools.start(TestPools.of(1, 1, 4));

    @ParameterizedTest
    @CsvSource({
        "8000, 16000", "22050, 16000", "44100, 16000", "48000, 16000", "96000, 16000", "16000, 16000",
        "8000, 22050", "22050, 22050", "44100, 22050", "48000, 22050", "96000, 22050", "11127, 22050",
        "8000, 32000", "22050, 32000", "44100, 32000", "48000, 32000", "96000, 32000", "32000, 32000",
        "8000, 44100", "22050, 44100", "44100, 44100", "48000, 44100", "96000, 44100", "11127, 44100",
    })
    void shouldGiveEachRateTheSameSoundAtItsExactLength(int source, int wanted) throws Exception {
        var tone = Signal.tone(1000, 0.5);
        float[] samples = Signal.sampled(tone, source, 2.0007);

        Decoded decoded = decode(new TestEncoder("wav", "pcm_f32le", source).encode(samples), wanted);

        assertThat(decoded.failure()).isNull();
        long exact = (long) samples.length * wanted;
        assertThat(decoded.samples().length).isBetween((int) (exact / source), (int) Math.ceilDiv(exact, source));
        assertThat(decoded.audio().sourceRate()).isEqualTo(source);
        assertThat(decoded.audio().seconds()).isEqualTo(decoded.samples().length / (double) wanted);
        assertThat(Signal.snr(tone, decoded.samples(), wanted)).isGreaterThan(80);
    }

    /** From a quarter above half the rate on; the filter's slope lies around half the rate, see ADR 17. */
    @ParameterizedTest
    @ValueSource(ints = {16000, 22050, 32000, 44100})
    void shouldFoldNothingDownFromAboveHalfTheRate(int wanted) throws Exception {
        for (double share : new double[] {1.25, 1.5, 2}) {
            var tone = Signal.tone(share * wanted / 2, 0.5);
            short[] samples = decode(
                            new TestEncoder("wav", "pcm_f32le", 96_000).encode(Signal.sampled(tone, 96_000, 1)), wanted)
                    .samples();

            for (int i = wanted / 10; i < samples.length - wanted / 10; i++) {
                assertThat((int) samples[i]).as("at %.2f", share).isBetween(-1, 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16000, 22050, 32000, 44100})
    void shouldGiveTheSameSamplesHoweverTheFileIsCut(int wanted) throws Exception {
        float[] music = Signal.sampled(Signal.MUSIC, 44100, 3);
        byte[] file =
                new TestEncoder("flac", "flac", 44100).encode(music, Signal.sampled(Signal.tone(700, 0.3), 44100, 3));
        short[] whole = decode(file, wanted).samples();
        Random random = new Random(wanted);
        for (int longest : new int[] {17, 5_000}) {
            try (Decoding decoding = POOL.open(StreamLimits.DEFAULT, wanted)) {
                Thread writer = Thread.ofVirtual().start(() -> write(decoding, file, random, longest));
                assertThat(Decoded.drain(decoding).samples()).isEqualTo(whole);
                writer.join();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16000, 22050, 32000, 44100})
    void shouldKeepOutOfPhaseStereoAudibleAtEachRate(int wanted) throws Exception {
        byte[] file = new TestEncoder("flac", "flac", 44100)
                .encode(
                        Signal.sampled(Signal.MUSIC, 44100, 3),
                        Signal.sampled(Signal.inverted(Signal.MUSIC), 44100, 3));

        Decoded decoded = decode(file, wanted);

        assertThat(decoded.audio().warnings()).containsExactly("OUT_OF_PHASE");
        assertThat(Signal.snr(Signal.MUSIC, decoded.samples(), wanted)).isGreaterThan(60);
    }

    @Test
    void shouldServeSeveralRatesByOneWorkerAtOnce() throws Exception {
        byte[] file = new TestEncoder("mp3", "libmp3lame", 44100).encode(Signal.sampled(Signal.MUSIC, 44100, 20));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Decoded>> all = new ArrayList<>();
            for (int rate : new int[] {16000, 22050, 32000, 44100}) {
                all.add(threads.submit(() -> decode(file, rate)));
            }
            for (var one : all) {
                assertThat(one.get().audio().seconds()).isBetween(19.9, 20.1);
            }
            assertThat(all.get(3).get().samples().length).isGreaterThan(19 * 44100);
        }
    }

    @Test
    void shouldCutAtTheSameTimeAtEachRate() throws Exception {
        byte[] file = WavFile.silence(8000, 5);
        var limits = new StreamLimits(1 << 30, java.time.Duration.ofMillis(2500), StreamLimits.DEFAULT.stall());

        assertThat(Decoded.of(POOL, file, limits, 16_000).samples()).hasSize(40_000);
        assertThat(Decoded.of(POOL, file, limits, 44_100).samples()).hasSize(110_250);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3_999, 192_001, Integer.MAX_VALUE})
    void shouldRefuseARateThatNothingIsDecodedTo(int rate) {
        assertThatExceptionOfType(DecodingException.class)
                .isThrownBy(() -> POOL.open(StreamLimits.DEFAULT, rate))
                .returns(DecodingError.UNSUPPORTED_RATE, DecodingException::code);
    }

    @ParameterizedTest
    @ValueSource(ints = {4_000, 192_000})
    void shouldDecodeToTheLowestAndTheHighestRate(int rate) throws Exception {
        var tone = Signal.tone(500, 0.5);

        Decoded decoded =
                decode(new TestEncoder("wav", "pcm_s16le", 44100).encode(Signal.sampled(tone, 44100, 3)), rate);

        assertThat(decoded.samples()).hasSize(3 * rate);
        assertThat(Signal.snr(tone, decoded.samples(), rate)).isGreaterThan(60);
    }

    private static Decoded decode(byte[] file, int rate) throws Exception {
        return Decoded.of(POOL, file, StreamLimits.DEFAULT, rate);
    }

    private static void write(Decoding decoding, byte[] file, Random random, int longest) {
        try {
            for (int at = 0, length; at < file.length; at += length) {
                length = Math.min(1 + random.nextInt(longest), file.length - at);
                decoding.write(file, at, length);
            }
            decoding.finish();
        } catch (DecodingException e) {
            // The reader is told the same.
        }
    }
}
