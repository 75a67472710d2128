package io.genrestream.decoding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.testkit.Id3Frame;
import io.genrestream.testkit.IndexInFront;
import io.genrestream.testkit.JoinedBytes;
import io.genrestream.testkit.Signal;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.TestEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags in front of the audio of any format: what follows them decides, whatever they claim. */
@Tag("processes")
class TagsInFrontTest {
    private static final double SECONDS = 2;
    private static final float[] MUSIC = Signal.sampled(Signal.MUSIC, 44100, SECONDS);
    private static final int FOOTER = 0x10;
    private static final int UNSYNCHRONISED = 0x80;
    private static final short[] WHOLE = new SynthesizedAudio(44100, new float[][] {MUSIC}).pcm16(0);

    @AutoClose
    private static final DecoderPool POOL = TestPools.start(1);

    @ParameterizedTest
    @CsvSource({
        "mp3, libmp3lame, mp3",
        "flac, flac, flac",
        "adts, aac, aac",
        "wav, pcm_s16le, wav",
        "w64, pcm_s16le, w64",
        "aiff, pcm_s16be, aiff",
        "au, pcm_s16be, au",
        "ogg, vorbis, ogg",
        "ipod, aac, mp4",
        "asf, wmav2, asf",
        "matroska, vorbis, matroska"
    })
    void shouldDecodeWhatFollowsATagOfAnySize(String container, String codec, String name) throws Exception {
        byte[] file = new TestEncoder(container, codec, 44100).encode(MUSIC, MUSIC);
        byte[] small = id3(3, 0, text("TCON", "Jazz"));
        byte[] large = id3(3, 0, picture(1_400_000), text("TCON", "Jazz"));

        for (byte[] tagged : new byte[][] {JoinedBytes.of(small, file), JoinedBytes.of(large, file)}) {
            Decoded decoded = Decoded.of(POOL, tagged);

            assertWhole(decoded, name);
            assertThat(decoded.audio().tags()).containsEntry("genre", "Jazz");
        }
        assertThat(Decoded.of(POOL, JoinedBytes.of(large, file)).samples())
                .isEqualTo(Decoded.of(POOL, file).samples());
    }

    @Test
    void shouldPassOverSeveralTagsFootersAndPadding() throws Exception {
        byte[] flac = new TestEncoder("flac", "flac", 44100).encode(MUSIC);
        byte[] m4a = IndexInFront.of(new TestEncoder("ipod", "aac", 44100).encode(MUSIC));
        byte[] first = id3(4, FOOTER, text("TIT2", "One"), new byte[0]);
        byte[] second = id3(2, 0, "TCO\0\0\5\0Jazz".getBytes(ISO_8859_1));
        byte[] third = ByteBuffer.allocate(64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("APETAGEX".getBytes(ISO_8859_1))
                .putInt(2000)
                .putInt(32)
                .putInt(0)
                .putInt(0xa0000000)
                .array();

        for (byte[] audio : new byte[][] {flac, m4a}) {
            for (int padding : new int[] {0, 3, 4096, 10_001}) {
                Decoded decoded = Decoded.of(POOL, JoinedBytes.of(first, second, third, new byte[padding], audio));

                assertWhole(decoded, audio == flac ? "flac" : "mp4");
                assertThat(decoded.audio().tags()).containsEntry("title", "One").containsEntry("genre", "Jazz");
            }
        }
    }

    @Test
    void shouldReadFramesThatWereMadeFreeOfSyncWords() throws Exception {
        byte[] flac = new TestEncoder("flac", "flac", 44100).encode(MUSIC);
        // A zero stands behind the byte of 255, and the frame's size does not count it.
        byte[] frame = JoinedBytes.of("PRIV\0\0\0\3\0\0\1\377\0\2".getBytes(ISO_8859_1), text("TCON", "Jazz"));

        Decoded decoded = Decoded.of(POOL, JoinedBytes.of(id3(3, UNSYNCHRONISED, frame), flac));

        assertWhole(decoded, "flac");
        assertThat(decoded.audio().tags()).containsEntry("genre", "Jazz");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void shouldDecodeWhatFollowsATagThatClaimsMoreThanTheFile(int padding) throws Exception {
        byte[] tag = id3(3, 0, text("TIT2", "Song"), new byte[padding]);
        byte[] claiming = tag.clone();
        claiming[6] = 1;
        byte[] mp3 = new TestEncoder("mp3", "libmp3lame", 44100)
                .option("id3v2_version", "0")
                .encode(MUSIC);
        byte[] flac = new TestEncoder("flac", "flac", 44100).encode(MUSIC);

        for (byte[] audio : new byte[][] {mp3, flac}) {
            Decoded decoded = Decoded.of(POOL, JoinedBytes.of(claiming, audio));

            assertWhole(decoded, audio == flac ? "flac" : "mp3");
            assertThat(decoded.audio().tags()).containsEntry("title", "Song");
            assertThat(decoded.samples())
                    .isEqualTo(Decoded.of(POOL, JoinedBytes.of(tag, audio)).samples());
        }
    }

    @Test
    void shouldRefuseAFileThatEndsWithinItsTag() throws Exception {
        byte[] tag = id3(3, 0, text("TIT2", "Song"), picture(500_000));

        for (int length : new int[] {11, 30, 400_000}) {
            DecodingException failure =
                    Decoded.of(POOL, Arrays.copyOf(tag, length)).failure();

            assertThat(failure.code()).isEqualTo(DecodingError.CORRUPT_AUDIO);
            assertThat(failure.detail()).contains("tag");
        }
        assertThat(Decoded.of(POOL, tag).failure().code()).isEqualTo(DecodingError.NO_SAMPLES);
    }

    private static void assertWhole(Decoded decoded, String container) {
        assertThat(decoded.failure()).isNull();
        assertThat(decoded.audio().container()).isEqualTo(container);
        assertThat(decoded.audio().seconds()).isCloseTo(SECONDS, within(0.11));
        assertThat(decoded.audio().truncated()).isFalse();
        assertThat(Signal.rms(decoded.samples())).isCloseTo(Signal.rms(WHOLE), within(0.02));
    }

    private static byte[] id3(int version, int flags, byte[]... frames) {
        byte[] body = JoinedBytes.of(frames);
        byte[] header = header("ID3", version, flags, body.length);
        return (flags & FOOTER) == 0
                ? JoinedBytes.of(header, body)
                : JoinedBytes.of(header, body, header("3DI", version, flags, body.length));
    }

    private static byte[] header(String magic, int version, int flags, int size) {
        byte[] header = new byte[10];
        System.arraycopy(magic.getBytes(ISO_8859_1), 0, header, 0, 3);
        header[3] = (byte) version;
        header[5] = (byte) flags;
        for (int i = 0; i < 4; i++) {
            header[6 + i] = (byte) (size >> 7 * (3 - i) & 0x7f);
        }
        return header;
    }

    private static byte[] text(String id, String value) {
        return Id3Frame.of(id, ("\0" + value).getBytes(ISO_8859_1));
    }

    private static byte[] picture(int bytes) {
        byte[] picture = new byte[bytes];
        new Random(2).nextBytes(picture);
        return Id3Frame.of("APIC", picture);
    }
}
