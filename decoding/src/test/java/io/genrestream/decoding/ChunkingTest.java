package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.testkit.Covers;
import io.genrestream.testkit.IndexInFront;
import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is decoded of a file does not depend on the pieces in which it comes, whole or damaged, of any format. */
@Tag("processes")
class ChunkingTest {
    private static final float[] MUSIC = Signal.sampled(Signal.MUSIC, 48000, 0.7);

    @AutoClose
    private static final DecoderPool POOL = TestPools.start(1);

    static Stream<Named<byte[]>> files() {
        byte[] mp3 = encode("mp3", "libmp3lame");
        byte[] flac = encode("flac", "flac");
        byte[] m4a = encode("ipod", "aac");
        byte[] ogg = encode("ogg", "vorbis");
        byte[] noise = new byte[60_000];
        new Random(5).nextBytes(noise);
        byte[] hole = mp3.clone();
        Arrays.fill(hole, hole.length / 2, hole.length, (byte) 0);
        return Stream.of(
                Named.of("mp3", mp3),
                Named.of("mp2", encode("mp2", "mp2")),
                Named.of("flac", flac),
                Named.of("wav", encode("wav", "pcm_s16le")),
                Named.of("wav of adpcm", encode("wav", "adpcm_ms")),
                Named.of("wav of floats", encode("wav", "pcm_f32le")),
                Named.of("w64", encode("w64", "pcm_s24le")),
                Named.of("aiff", encode("aiff", "pcm_s16be")),
                Named.of("au", encode("au", "pcm_s16be")),
                Named.of("ogg vorbis", ogg),
                Named.of("ogg opus", encode("ogg", "libopus")),
                Named.of("ogg flac", encode("ogg", "flac")),
                Named.of("m4a, index at the end", m4a),
                Named.of("m4a, index in front", IndexInFront.of(m4a)),
                Named.of("m4a of alac", encode("ipod", "alac")),
                Named.of("aac", encode("adts", "aac")),
                Named.of("wma", encode("asf", "wmav2")),
                Named.of("matroska", encode("matroska", "libopus")),
                Named.of("webm", encode("webm", "vorbis")),
                Named.of("mp3 behind a cover", Covers.before(mp3, 40_000)),
                Named.of("flac behind a cover of 1 MB", Covers.before(flac, 1_000_000)),
                Named.of("mp3 behind a tag of a wrong size", behindWrongTag(mp3)),
                Named.of("mp3 cut off", Arrays.copyOf(mp3, mp3.length * 2 / 3)),
                Named.of("flac cut off", Arrays.copyOf(flac, flac.length * 2 / 3)),
                Named.of("ogg cut off", Arrays.copyOf(ogg, ogg.length * 2 / 3)),
                Named.of("m4a cut off", Arrays.copyOf(m4a, m4a.length * 2 / 3)),
                Named.of("mp3 of which half is zeros", hole),
                Named.of("nothing but noise", noise),
                Named.of("matroska of ac3", encode("matroska", "ac3")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldDecodeTheSameHoweverTheFileIsCut(byte[] file) throws Exception {
        Decoded whole = decoded(file, () -> file.length);

        Random random = new Random(file.length);
        for (int most : new int[] {40, 3_000, 100_000}) {
            assertSame(decoded(file, () -> 1 + random.nextInt(most)), whole);
        }
        // A header's worth byte by byte, then the rest: a megabyte of single bytes would only take long.
        int[] given = {0};
        assertSame(decoded(file, () -> given[0]++ < 50_000 ? 1 : 1_000), whole);
    }

    private static void assertSame(Decoded decoded, Decoded whole) {
        assertThat(decoded.samples()).isEqualTo(whole.samples());
        assertThat(decoded.audio()).isEqualTo(whole.audio());
        assertThat(decoded.failure())
                .usingRecursiveComparison()
                .ignoringFields("stackTrace")
                .isEqualTo(whole.failure());
    }

    private static Decoded decoded(byte[] file, IntSupplier pieces) throws Exception {
        return Decoded.of(POOL, file, StreamLimits.DEFAULT, Decoded.RATE, pieces);
    }

    private static byte[] encode(String container, String codec) {
        return new TestEncoder(container, codec, 48000)
                .tag("title", "Pieces")
                .tag("genre", "Jazz")
                .encode(MUSIC, MUSIC);
    }

    /** A tag that is said to be larger than the file. */
    private static byte[] behindWrongTag(byte[] mp3) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {'I', 'D', '3', 3, 0, 0, 0, 0x7a, 0x09, 0});
        file.writeBytes(ByteBuffer.allocate(16)
                .put(new byte[] {'T', 'I', 'T', '2'})
                .putInt(5)
                .putShort((short) 0)
                .put(new byte[] {0, 'S', 'o', 'n', 'g'})
                .array());
        file.writeBytes(new byte[1000]);
        int tag = 10 + (mp3[8] & 0x7f) * 128 + (mp3[9] & 0x7f);
        file.write(mp3, tag, mp3.length - tag);
        return file.toByteArray();
    }
}
