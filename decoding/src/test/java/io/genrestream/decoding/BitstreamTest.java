package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compressed streams in the place of samples: refused by name, never noise with a genre. */
@Tag("processes")
class BitstreamTest {
    private static final float[] MUSIC = Signal.sampled(Signal.MUSIC, 48000, 4);

    @AutoClose
    private static final DecoderPool POOL = TestPools.start(1);

    @ParameterizedTest
    @CsvSource({
        // what a digital output carries, by the container that FFmpeg writes it in; or frames alone
        "spdif, ac3, AC-3",
        "spdif, eac3, E-AC-3",
        "spdif, dca, DTS",
        "spdif, mp2, MPEG audio",
        "ac3, ac3, ac3",
        "eac3, eac3, eac3",
        "dts, dca, dts",
        "mp3, libmp3lame, mp3",
        "adts, aac, aac",
    })
    void shouldRefuseAStreamInThePlaceOfSamples(String container, String codec, String name) throws Exception {
        short[] words = stream(container, codec);
        short[] behindSilence = new short[words.length + 50_000];
        System.arraycopy(words, 0, behindSilence, 50_000, words.length);

        for (short[] samples : new short[][] {words, turned(words), behindSilence}) {
            assertRefused(lossless("flac", "flac", samples, 2), name);
            assertRefused(lossless("aiff", "pcm_s16be", samples, 2), name);
            assertRefused(lossless("w64", "pcm_s24le", samples, 2), name);
        }
    }

    @ParameterizedTest
    @CsvSource({"spdif, ac3", "spdif, dca", "ac3, ac3", "dts, dca"})
    void shouldRefuseItInAWavToo(String container, String codec) throws Exception {
        short[] words = stream(container, codec);

        for (short[] samples : new short[][] {words, turned(words)}) {
            for (String depth : new String[] {"pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le"}) {
                for (int channels = 1; channels <= 2; channels++) {
                    assertRefused(lossless("wav", depth, samples, channels), "");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"flac, flac, flac", "ogg, libopus, ogg", "asf, wmav2, asf", "matroska, aac, matroska"})
    void shouldRefuseAFileInThePlaceOfSamples(String container, String codec, String name) throws Exception {
        short[] words = stream(container, codec);

        assertRefused(lossless("wav", "pcm_s16le", words, 2), name);
        assertRefused(lossless("flac", "flac", words, 1), name);
        assertRefused(lossless("au", "pcm_f32be", words, 2), name);
    }

    /** DTS on a compact disc: 14 bits of the stream in each sample, and each frame a whole number of samples. */
    @Test
    void shouldRefuseDtsInWordsOf14Bits() throws Exception {
        short[] words = fourteenBits(
                new TestEncoder("dts", "dca", 48000).bitRate(600_000).encode(MUSIC, MUSIC));

        assertRefused(lossless("flac", "flac", words, 2), "dts");
        assertRefused(lossless("wav", "pcm_s16le", words, 2), "dts");
        assertRefused(lossless("wav", "pcm_f32le", words, 2), "dts");
    }

    @Test
    void shouldRefuseTheWordsOf24And20Bits() throws Exception {
        int[] syncs = {0x96f872, 0xa54e1f, 0x6f872 << 4, 0x54e1f << 4};
        for (int mode = 0; mode < 2; mode++) {
            int[] samples = new int[48000];
            for (int i = 0; i + 3 < samples.length; i += 2 * 1536) {
                samples[i] = syncs[2 * mode];
                samples[i + 1] = syncs[2 * mode + 1];
                samples[i + 2] = 1 << 4 * mode;
            }

            assertRefused(wav24(samples), "AC-3");
        }
    }

    @Test
    void shouldTakeNoiseAndClippedMusicForSound() throws Exception {
        Random random = new Random(4);
        float[] noise = new float[96_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextFloat(-1, 1);
        }
        float[] clipped = Signal.sampled(t -> Math.clamp(20 * Signal.MUSIC.applyAsDouble(t), -1, 0.99997), 48000, 2);
        float[] square = Signal.sampled(t -> Math.sin(2000 * t) > 0 ? 0.99994 : -0.99997, 48000, 2);

        for (float[] sound : new float[][] {noise, clipped, square}) {
            assertThat(Decoded.of(POOL, new TestEncoder("flac", "flac", 48000).encode(sound, sound))
                            .failure())
                    .isNull();
        }
    }

    private static void assertRefused(byte[] file, String name) throws Exception {
        DecodingException failure = Decoded.of(POOL, file).failure();

        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(DecodingError.UNSUPPORTED_FORMAT);
        assertThat(failure.detail().toLowerCase()).contains(name.toLowerCase());
    }

    private static byte[] lossless(String container, String codec, short[] words, int channels) {
        float[][] samples = new float[channels][words.length / channels];
        for (int i = 0; i < words.length / channels * channels; i++) {
            samples[i % channels][i / channels] = words[i] / 32768f;
        }
        return new TestEncoder(container, codec, 48000).encode(samples);
    }

    private static byte[] wav24(int[] samples) {
        ByteBuffer file = WavFile.header(1, 48000, 2, 24, samples.length / 2);
        for (int sample : samples) {
            file.putShort((short) sample).put((byte) (sample >> 16));
        }
        return file.array();
    }

    private static short[] stream(String container, String codec) {
        byte[] bytes = new TestEncoder(container, codec, 48000)
                .bitRate(codec.equals("dca") ? 700_000 : 96_000)
                .encode(MUSIC, MUSIC);
        short[] words = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(words);
        return Arrays.copyOf(words, Math.min(words.length, 400_000));
    }

    private static short[] fourteenBits(byte[] dts) {
        BigInteger sync = BigInteger.valueOf(0x7ffe8001L);
        short[] words = new short[dts.length * 8 / 14];
        int count = 0;
        for (int at = 0; at + 8 < dts.length; ) {
            int frame = ((dts[at + 5] & 3) << 12 | (dts[at + 6] & 0xff) << 4 | (dts[at + 7] & 0xff) >> 4) + 1;
            assertThat(new BigInteger(1, Arrays.copyOfRange(dts, at, at + 4))).isEqualTo(sync);
            for (int bit = 0; bit < 8 * frame && count < words.length; bit += 14) {
                int word = 0;
                for (int i = bit; i < bit + 14; i++) {
                    int value = i < 8 * frame && at + i / 8 < dts.length ? dts[at + i / 8] >> 7 - i % 8 & 1 : 0;
                    word = word << 1 | value;
                }
                words[count++] = (short) (word << 18 >> 18);
            }
            at += frame;
        }
        return Arrays.copyOf(words, count / 2 * 2);
    }

    private static short[] turned(short[] words) {
        short[] turned = words.clone();
        for (int i = 0; i < turned.length; i++) {
            turned[i] = Short.reverseBytes(turned[i]);
        }
        return turned;
    }
}
