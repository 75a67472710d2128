package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a live source's bytes are decoded to: joined anywhere, at once, for as long as they come. */
@Tag("processes")
@Timeout(120)
class LiveSourcesTest {
    private static final int SECONDS = 8;
    private static final float[] MUSIC = Signal.sampled(Signal.MUSIC, 44_100, SECONDS);
    private static final byte[] MP3 = new TestEncoder("mp3", "libmp3lame", 44_100)
            .option("write_xing", "0")
            .bitRate(128_000)
            .encode(MUSIC);
    private static final byte[] ADTS = new TestEncoder("adts", "aac", 44_100).encode(MUSIC, MUSIC);
    private static final byte[] TS = new TestEncoder("mpegts", "aac", 44_100).encode(MUSIC, MUSIC);
    private static final byte[] FRAGMENTS = new TestEncoder("mp4", "aac", 44_100)
            .option("movflags", "empty_moov+default_base_moof+frag_keyframe")
            .option("frag_duration", "500000")
            .encode(MUSIC, MUSIC);
    private static final byte[] OPUS = new TestEncoder("ogg", "libopus", 48_000)
            .option("page_duration", "200000")
            .encode(Signal.sampled(Signal.MUSIC, 48_000, SECONDS));

    @AutoClose
    private static final DecoderPool POOL = TestPools.start(DecoderSettings.live(10));

    @ParameterizedTest
    @CsvSource({"64000, 0", "64000, 1", "64000, 700", "128000, 0", "128000, 211", "128000, 7777"})
    void shouldGiveTheFirstSamplesOfAnMp3AfterHalfASecondOfItWhereverItIsJoined(int bitRate, int joined)
            throws Exception {
        byte[] mp3 =
                new TestEncoder("mp3", "libmp3lame", 44_100).bitRate(bitRate).encode(MUSIC);
        try (LiveSource source = LiveSource.open(POOL, LiveFormat.MP3)) {
            source.give(mp3, joined, joined + bitRate / 8 / 2).awaitSamples(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 333, 5000})
    void shouldGiveTheFirstSamplesOfAnAdtsAfterHalfASecondOfIt(int joined) throws Exception {
        try (LiveSource source = LiveSource.open(POOL, LiveFormat.ADTS)) {
            source.give(ADTS, joined, joined + ADTS.length / SECONDS / 2).awaitSamples(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 333, 5000})
    void shouldFindOutWhatItIsInASecondAndAHalf(int joined) throws Exception {
        for (byte[] unknown : new byte[][] {MP3, ADTS}) {
            try (LiveSource source = LiveSource.open(POOL, LiveFormat.UNKNOWN)) {
                source.give(unknown, joined, joined + unknown.length / SECONDS * 3 / 2)
                        .awaitSamples(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"MP3, 0.2", "ADTS, 0.2", "MPEG_TS, 0.5", "MP4, 0.6", "OGG, 0.4"})
    void shouldHoldNothingBackThatHasCome(LiveFormat format, double heldBySource) throws Exception {
        byte[] bytes = bytesOf(format);
        try (LiveSource source = LiveSource.open(POOL, format)) {
            for (int second = 1; second < SECONDS; second++) {
                int from = (int) ((long) bytes.length * (second - 1) / SECONDS);
                source.give(bytes, from, (int) ((long) bytes.length * second / SECONDS))
                        .awaitSamples((second - heldBySource) * Decoded.RATE);
            }
        }
    }

    /** At the source's own rate: encoders delay by whole samples of it, which at half of it are halves. */
    @ParameterizedTest
    @CsvSource({"MP3, mp3, 60", "ADTS, aac, 50", "MPEG_TS, mpegts, 50", "MP4, mp4, 50", "OGG, ogg, 40"})
    void shouldDecodeItWhole(LiveFormat format, String container, double snr) throws Exception {
        int rate = format == LiveFormat.OGG ? 48_000 : 44_100;
        for (LiveFormat known : new LiveFormat[] {format, LiveFormat.UNKNOWN}) {
            try (LiveSource source = LiveSource.open(POOL, known, rate)) {
                DecodedAudio audio = source.give(bytesOf(format)).end();

                assertThat(audio.container()).isEqualTo(container);
                assertThat(audio.seconds()).isBetween(SECONDS - 0.1, SECONDS + 0.2);
                assertThat(audio.warnings()).isEmpty();
                assertThat(Signal.snr(sent(format), source.samples(), rate)).isGreaterThan(snr);
            }
        }
    }

    /** LAME makes all a little softer at less than 160 kbit/s, so that it does not clip. */
    private static DoubleUnaryOperator sent(LiveFormat format) {
        return format == LiveFormat.MP3 ? t -> 0.95 * Signal.MUSIC.applyAsDouble(t) : Signal.MUSIC;
    }

    @ParameterizedTest
    @CsvSource({"vorbis, ogg, 30", "libopus, ogg, 40", "flac, ogg, 85", "flac, flac, 85"})
    void shouldDecodeEachLinkOfAChainByItself(String codec, String container, double snr) throws Exception {
        for (int rate : codec.equals("libopus") ? new int[] {48_000, 24_000} : new int[] {44_100, 48_000}) {
            float[] music = Signal.sampled(Signal.MUSIC, rate, 4);
            byte[] link = new TestEncoder(container, codec, rate).encode(music, music);
            LiveFormat format = container.equals("ogg") ? LiveFormat.OGG : LiveFormat.FLAC;
            // Opus is always decoded at 48 kHz, which its delay is counted in.
            int own = codec.equals("libopus") ? 48_000 : rate;
            try (LiveSource source = LiveSource.open(POOL, format, own)) {
                assertThat(source.give(link).end().seconds()).isBetween(3.9, 4.1);
                assertThat(Signal.snr(Signal.MUSIC, source.samples(), own)).isGreaterThan(snr);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RawSamples.class)
    void shouldDecodeSamplesWithoutAnEndAsTheyCome(RawSamples kind) throws Exception {
        for (int rate : new int[] {8_000, 16_000, 44_100, 48_000}) {
            for (int channels = 1; channels <= 2; channels++) {
                byte[] raw = raw(kind, rate, channels);
                try (LiveSource source = LiveSource.open(POOL, LiveFormat.WAV)) {
                    source.give(kind.wavHeader(rate, channels))
                            .give(raw, 0, raw.length / 2)
                            .awaitSamples((SECONDS / 2 - 0.3) * Decoded.RATE);
                    source.give(raw, raw.length / 2, raw.length);

                    assertThat(source.end().seconds()).isBetween(SECONDS - 0.01, SECONDS + 0.01);
                    assertThat(Signal.snr(Signal.MUSIC, source.samples())).isGreaterThan(40);
                }
            }
        }
    }

    @Test
    void shouldTakeTheHeaderOfAWriterThatKnewNoLength() throws Exception {
        for (int length : new int[] {0, -1, Integer.MAX_VALUE}) {
            byte[] header = Arrays.copyOf(
                    WavFile.header(1, 8_000, 1, 16, 0)
                            .putInt(4, length)
                            .putInt(40, length)
                            .array(),
                    44);
            try (LiveSource source = LiveSource.open(POOL, LiveFormat.UNKNOWN)) {
                byte[] raw = raw(RawSamples.S16LE, 8_000, 1);
                // One second: FFmpeg alone would wait for four.
                source.give(header).give(raw, 0, 16_000).awaitSamples(1);
                assertThat(source.give(raw, 16_000, raw.length).end().seconds()).isEqualTo(SECONDS);
            }
        }
    }

    @Test
    void shouldGoOnWhereRateAndChannelsChange() throws Exception {
        try (LiveSource source = LiveSource.open(POOL, LiveFormat.MP3)) {
            for (int round = 0; round < 3; round++) {
                source.give(mp3(44_100, 2)).give(mp3(48_000, 2)).give(mp3(22_050, 1));
            }
            DecodedAudio audio = source.end();

            assertThat(audio.seconds()).isBetween(17.7, 18.6);
            assertThat(audio.warnings()).contains("FORMAT_CHANGED").doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldTellWhatItIsWhileItComes() throws Exception {
        try (LiveSource source = LiveSource.open(POOL, LiveFormat.UNKNOWN)) {
            assertThat(source.decoding().description()).isNull();
            source.give(mp3(44_100, 2)).awaitSamples(Decoded.RATE);
            DecodedAudio before = source.decoding().description();
            assertThat(before.container() + '/' + before.codec()).isEqualTo("mp3/mp3");
            assertThat(before.sourceRate()).isEqualTo(44_100);
            assertThat(before.warnings()).isEmpty();

            source.give(mp3(48_000, 2)).awaitSamples(3 * Decoded.RATE);
            DecodedAudio after = source.decoding().description();
            assertThat(after.sourceRate()).isEqualTo(48_000);
            assertThat(after.warnings()).contains("FORMAT_CHANGED");

            source.give(mp3(44_100, 2)).give(mp3(48_000, 2)).awaitSamples(7 * Decoded.RATE);
            // The frame at each seam is half a one.
            assertThat(source.decoding().description().warnings())
                    .containsExactlyInAnyOrder("FORMAT_CHANGED", "DAMAGED_PARTS");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 333, 5000})
    void shouldNotCallItDamagedToBeJoinedInTheMiddle(int joined) throws Exception {
        for (LiveFormat format : new LiveFormat[] {LiveFormat.MP3, LiveFormat.ADTS, LiveFormat.MPEG_TS}) {
            byte[] bytes = bytesOf(format);
            try (LiveSource source = LiveSource.open(POOL, format)) {
                DecodedAudio audio = source.give(bytes, joined, bytes.length).end();

                assertThat(audio.warnings()).isEmpty();
                assertThat(audio.truncated()).isFalse();
                assertThat(audio.seconds()).isGreaterThan(SECONDS - 1.2);
            }
        }
    }

    @Test
    void shouldSayOnceThatPartsAreDamagedAndGoOn() throws Exception {
        byte[] damaged = ADTS.clone();
        new Random(1).ints(300, damaged.length / 2, damaged.length).forEach(at -> damaged[at] ^= 0x55);
        try (LiveSource source = LiveSource.open(POOL, LiveFormat.ADTS)) {
            source.give(damaged).give(ADTS);
            DecodedAudio audio = source.end();

            assertThat(audio.warnings().stream().filter("DAMAGED_PARTS"::equals))
                    .hasSize(1);
            assertThat(audio.seconds()).isGreaterThan(1.4 * SECONDS);
        }
    }

    /** Whoever gives bytes and gets no samples has to open another: nothing else tells. */
    @Test
    void shouldGiveNothingAndFailNeitherWhereAnMp3TurnsIntoAac() throws Exception {
        try (LiveSource source = LiveSource.open(POOL, LiveFormat.MP3)) {
            source.give(MP3);
            for (int round = 0; round < 3; round++) {
                source.give(ADTS);
            }
            source.awaitSamples((SECONDS - 0.2) * Decoded.RATE);
            Thread.sleep(500);

            assertThat(source.count()).isLessThan((SECONDS + 2) * Decoded.RATE);
            source.give(ADTS);
        }
        try (LiveSource next = LiveSource.open(POOL, LiveFormat.UNKNOWN)) {
            next.give(ADTS, 1000, ADTS.length).awaitSamples((SECONDS - 1) * Decoded.RATE);
        }
    }

    @Test
    void shouldWaitForASourceThatGivesNothing() throws Exception {
        long later = System.nanoTime() + Duration.ofDays(1).toNanos();
        try (LiveSource source = LiveSource.open(POOL, LiveFormat.MP3)) {
            assertThat(source.decoding().stalled(later, 0)).isFalse();
            source.give(MP3, 0, 30_001).awaitSamples(1.5 * Decoded.RATE);
            assertThat(source.decoding().stalled(later, 0)).isFalse();

            source.give(MP3, 30_001, MP3.length).awaitSamples((SECONDS - 0.2) * Decoded.RATE);
        }
    }

    @Test
    void shouldRefuseWhatIsNoAudio() throws Exception {
        byte[] page = "<!DOCTYPE html><html>Off the air</html>\n".repeat(100).getBytes(StandardCharsets.US_ASCII);
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        for (byte[] bytes : new byte[][] {page, noise}) {
            try (LiveSource source = LiveSource.open(POOL, LiveFormat.UNKNOWN)) {
                giveAll(source, bytes);

                assertThat(source.awaitFailure().code())
                        .isIn(DecodingError.NOT_AUDIO, bytes == page ? null : DecodingError.CORRUPT_AUDIO);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LiveFormat.class)
    void shouldEndWithACodeWhereNoiseIsSaidToBeAudio(LiveFormat format) throws Exception {
        byte[] noise = new byte[100_000];
        new Random(2).nextBytes(noise);
        try (LiveSource source = LiveSource.open(POOL, format)) {
            giveAll(source, noise);

            assertThat(source.awaitFailure().code())
                    .isIn(DecodingError.NO_SAMPLES, DecodingError.CORRUPT_AUDIO, DecodingError.NOT_AUDIO);
        }
    }

    private static void giveAll(LiveSource source, byte[] bytes) {
        try {
            source.give(bytes);
            source.decoding().finish();
        } catch (DecodingException e) {
            // The reader is told the same.
        }
    }

    private static byte[] bytesOf(LiveFormat format) {
        return switch (format) {
            case MP3 -> MP3;
            case ADTS -> ADTS;
            case MPEG_TS -> TS;
            case MP4 -> FRAGMENTS;
            case OGG -> OPUS;
            default -> throw new IllegalArgumentException(format.name());
        };
    }

    private static byte[] mp3(int rate, int channels) {
        float[][] music = new float[channels][];
        Arrays.fill(music, Signal.sampled(Signal.MUSIC, rate, 2));
        return new TestEncoder("mp3", "libmp3lame", rate)
                .option("write_xing", "0")
                .encode(music);
    }

    private static byte[] raw(RawSamples kind, int rate, int channels) {
        float[] music = Signal.sampled(Signal.MUSIC, rate, SECONDS);
        var raw = new ByteArrayOutputStream(music.length * kind.frameBytes(channels));
        for (float sample : music) {
            int bits = kind == RawSamples.S16LE ? Math.round(sample * 32767) : Float.floatToIntBits(sample);
            for (int channel = 0; channel < channels; channel++) {
                for (int at = 0; at < kind.frameBytes(1); at++) {
                    raw.write(bits >> 8 * at);
                }
            }
        }
        return raw.toByteArray();
    }
}
