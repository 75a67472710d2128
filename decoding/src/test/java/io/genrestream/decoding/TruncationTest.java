package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.testkit.IndexInFront;
import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is missing at a file's end is told, whether it was cut off there or left as zeros, with a length or without. */
@Tag("processes")
class TruncationTest {
    private static final float[] MUSIC = Signal.sampled(Signal.MUSIC, 44100, 5);

    @AutoClose
    private static final DecoderPool POOL = TestPools.start(1);

    @ParameterizedTest
    @CsvSource({
        "mp3, libmp3lame",
        "mp2, mp2",
        "wav, libmp3lame",
        "wav, mp2",
        "flac, flac",
        "ogg, vorbis",
        "ogg, libopus",
        "adts, aac",
        "matroska, vorbis",
        "webm, libopus"
    })
    void shouldTellZerosAtTheEnd(String container, String codec) throws Exception {
        byte[] whole = encode(container, codec);

        assertTruncated(zeroed(whole, whole.length / 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aac", "alac"})
    void shouldTellZerosInAnMp4(String codec) throws Exception {
        byte[] whole = IndexInFront.of(encode("ipod", codec));

        assertTruncated(zeroed(whole, whole.length / 3));
        assertTruncated(zeroed(whole, codec.equals("alac") ? 30_000 : 8_000));
    }

    @ParameterizedTest
    @CsvSource({"mp3, libmp3lame", "mp2, mp2", "adts, aac"})
    void shouldTellThatTheLastFrameIsNotWhole(String container, String codec) throws Exception {
        byte[] whole = new TestEncoder(container, codec, 44100)
                .option("write_xing", "0")
                .encode(MUSIC, MUSIC);

        assertThat(Decoded.of(POOL, whole).audio().truncated()).isFalse();
        for (int missing : new int[] {1, 30, 10_010}) {
            assertTruncated(Arrays.copyOf(whole, whole.length - missing));
        }
    }

    @Test
    void shouldTellThatAFlacOfUnknownLengthEndsWithinAFrame() throws Exception {
        byte[] flac = encode("flac", "flac");
        flac[21] &= (byte) 0xf0;
        Arrays.fill(flac, 22, 26, (byte) 0);

        assertThat(Decoded.of(POOL, flac).audio().truncated()).isFalse();
        assertTruncated(Arrays.copyOf(flac, flac.length - 1_000));
    }

    @Test
    void shouldNotTakeSilenceForAHole() throws Exception {
        float[] silence = new float[5 * 44100];
        for (String kind : new String[] {
            "mp3,libmp3lame",
            "flac,flac",
            "ogg,vorbis",
            "adts,aac",
            "ipod,aac",
            "ipod,alac",
            "asf,wmav2",
            "matroska,flac",
            "wav,pcm_s16le",
            "matroska,pcm_s16le"
        }) {
            String[] parts = kind.split(",");

            assertThat(Decoded.of(POOL, new TestEncoder(parts[0], parts[1], 44100).encode(silence, silence))
                            .audio()
                            .truncated())
                    .as(kind)
                    .isFalse();
        }
    }

    private static void assertTruncated(byte[] file) throws Exception {
        Decoded decoded = Decoded.of(POOL, file);

        assertThat(decoded.failure()).isNull();
        assertThat(decoded.audio().truncated()).isTrue();
    }

    private static byte[] encode(String container, String codec) {
        return new TestEncoder(container, codec, codec.equals("libopus") ? 48000 : 44100).encode(MUSIC, MUSIC);
    }

    private static byte[] zeroed(byte[] file, int count) {
        byte[] zeroed = file.clone();
        Arrays.fill(zeroed, file.length - count, file.length, (byte) 0);
        return zeroed;
    }
}
