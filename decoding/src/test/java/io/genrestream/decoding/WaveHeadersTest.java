package io.genrestream.decoding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that are right but not ordinary: valid bits, byte orders, lengths that a pipe's writer did not know. */
@Tag("processes")
class WaveHeadersTest {
    private static final int RATE = Decoded.RATE;
    private static final float[] MUSIC = Signal.sampled(Signal.MUSIC, RATE, 2);

    @AutoClose
    private static final DecoderPool POOL = TestPools.start(1);

    @ParameterizedTest
    @CsvSource({
        // bytes a sample, bits that the header says a sample has, valid bits
        "2, 16, 12",
        "3, 24, 20",
        "4, 32, 24",
        "4, 32, 20",
        "4, 24, 24",
        "2, 16, 16",
        "3, 24, 24",
        "4, 32, 32"
    })
    void shouldReadSamplesOfFewerValidBitsThanTheirContainer(int bytes, int bits, int valid) throws Exception {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer format = extensible(order, bytes, bits, valid, 1);

            assertMusic(Decoded.of(POOL, wav(order, format, integers(order, bytes, valid))), valid < 16 ? 16 : 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 12", "3, 20", "3, 16", "4, 16", "4, 20", "4, 24"})
    void shouldReadPlainSamplesOfFewerBitsThanTheirBytes(int bytes, int bits) throws Exception {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            ByteBuffer format = start(16, order, 1, bytes, bits);

            assertMusic(Decoded.of(POOL, wav(order, format, integers(order, bytes, bits))), bits < 16 ? 16 : 1);
        }
    }

    @Test
    void shouldReadFloatsOfFewerValidBitsThanTheirContainer() throws Exception {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            assertMusic(Decoded.of(POOL, wav(order, extensible(order, 4, 32, 24, 3), floats(order, 4))), 1);
        }
    }

    @Test
    void shouldSayWhatSamplesItDoesNotKnow() throws Exception {
        ByteOrder order = ByteOrder.LITTLE_ENDIAN;

        DecodingException failure =
                Decoded.of(POOL, wav(order, plain(order, 3, 16), shorts())).failure();

        assertThat(failure.code()).isEqualTo(DecodingError.UNSUPPORTED_FORMAT);
        assertThat(failure.detail()).contains("0x0003", "16 bits");
    }

    /** Cool Edit's floats, which say 24 bits too. */
    @Test
    void shouldReadFloatsThatSay24Bits() throws Exception {
        ByteBuffer samples = ByteBuffer.allocate(4 * MUSIC.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float sample : MUSIC) {
            samples.putFloat(Math.scalb(sample, 23));
        }
        ByteBuffer format = start(16, ByteOrder.LITTLE_ENDIAN, 1, 4, 24);

        assertMusic(Decoded.of(POOL, wav(ByteOrder.LITTLE_ENDIAN, format, samples.array())), 1);
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "1, 16", "1, 24", "1, 32", "3, 32", "3, 64"})
    void shouldReadSamplesThatBeginWithTheirHighestByte(int kind, int bits) throws Exception {
        ByteOrder order = ByteOrder.BIG_ENDIAN;
        byte[] samples = kind == 1 ? integers(order, bits / 8, bits) : floats(order, bits / 8);

        assertMusic(Decoded.of(POOL, wav(order, plain(order, kind, bits), samples)), bits == 8 ? 256 : 1);
        if (bits > 8) {
            ByteBuffer format = extensible(order, bits / 8, bits, bits, kind);
            assertMusic(Decoded.of(POOL, wav(order, format, samples)), 1);
            // As sox turns the subformat: its first two bytes alone.
            format.putShort(24, (short) kind).putShort(26, (short) 0);
            assertMusic(Decoded.of(POOL, wav(order, format, samples)), 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcm_s16be", "pcm_s16le", "pcm_s24be", "pcm_s32be", "pcm_f32be", "pcm_f64be"})
    void shouldReadBothByteOrdersOfAiff(String codec) throws Exception {
        assertMusic(Decoded.of(POOL, new TestEncoder("aiff", codec, RATE).encode(MUSIC)), 1);
    }

    @ParameterizedTest
    @CsvSource({
        // sox, mpg123 and lame, ffmpeg, gstreamer, arecord; in the whole file's length and the sound's
        "7ffff024, 7ffff000",
        "80000023, 7fffffff",
        "ffffffff, ffffffff",
        "00000000, 00000000",
        "00000024, 00000000",
        "80000024, 80000000",
        "7ffff048, 7ffff024"
    })
    void shouldTakeAWavFromAPipeForComplete(String whole, String sound) throws Exception {
        byte[] wav = wav(ByteOrder.LITTLE_ENDIAN, plain(ByteOrder.LITTLE_ENDIAN, 1, 16), shorts());
        ByteBuffer.wrap(wav)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4, Integer.parseUnsignedInt(whole, 16))
                .putInt(40, Integer.parseUnsignedInt(sound, 16));

        assertComplete(wav);
    }

    @ParameterizedTest
    @CsvSource({"7f000050, 7f000008", "00000000, 00000000", "ffffffff, ffffffff", "7fffffff, 7fffffff"})
    void shouldTakeAnAiffFromAPipeForComplete(String whole, String sound) throws Exception {
        byte[] aiff = new TestEncoder("aiff", "pcm_s16be", RATE).encode(MUSIC);
        int at = new String(aiff, ISO_8859_1).indexOf("SSND") + 4;
        int frames = new String(aiff, ISO_8859_1).indexOf("COMM") + 10;
        for (int count : new int[] {0, 0x1fc00000}) {
            ByteBuffer.wrap(aiff)
                    .putInt(4, Integer.parseUnsignedInt(whole, 16))
                    .putInt(at, Integer.parseUnsignedInt(sound, 16))
                    .putInt(frames, count);

            assertComplete(aiff);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, Long.MAX_VALUE})
    void shouldTakeAFileOf64BitsFromAPipeForComplete(long unknown) throws Exception {
        byte[] w64 = new TestEncoder("w64", "pcm_s16le", RATE).encode(MUSIC);
        int sound = new String(w64, ISO_8859_1).indexOf("data");
        ByteBuffer.wrap(w64).order(ByteOrder.LITTLE_ENDIAN).putLong(16, unknown).putLong(sound + 16, unknown);
        byte[] rf64 = new TestEncoder("wav", "pcm_s16le", RATE)
                .option("rf64", "always")
                .encode(MUSIC);
        int sizes = new String(rf64, ISO_8859_1).indexOf("ds64") + 8;
        ByteBuffer.wrap(rf64)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(sizes, unknown)
                .putLong(sizes + 8, unknown)
                .putLong(sizes + 16, 0);

        assertComplete(w64);
        assertComplete(rf64);
    }

    @Test
    void shouldTakeAnAuAndAFlacFromAPipeForComplete() throws Exception {
        byte[] au = new TestEncoder("au", "pcm_s16be", RATE).encode(MUSIC);
        ByteBuffer.wrap(au).putInt(8, -1);
        byte[] flac = new TestEncoder("flac", "flac", RATE).encode(MUSIC);
        // The count of samples: the last four bits of one byte and the four bytes behind it.
        flac[21] &= (byte) 0xf0;
        Arrays.fill(flac, 22, 26, (byte) 0);

        assertComplete(au);
        assertComplete(flac);
    }

    @ParameterizedTest
    @CsvSource({"wav, pcm_s16le", "w64, pcm_s16le", "aiff, pcm_s16be", "au, pcm_s16be"})
    void shouldStillTellThatAFileOfKnownLengthWasCut(String container, String codec) throws Exception {
        byte[] file = new TestEncoder(container, codec, RATE).encode(MUSIC);

        assertThat(Decoded.of(POOL, Arrays.copyOf(file, file.length * 3 / 4))
                        .audio()
                        .truncated())
                .isTrue();
        assertThat(Decoded.of(POOL, file).audio().truncated()).isFalse();
    }

    private static void assertComplete(byte[] file) throws Exception {
        Decoded decoded = Decoded.of(POOL, file);

        assertMusic(decoded, 1);
        assertThat(decoded.audio().truncated()).isFalse();
    }

    /** @param farthest that a sample may be off, in units of 16 bits */
    private static void assertMusic(Decoded decoded, int farthest) {
        assertThat(decoded.failure()).isNull();
        assertThat(decoded.audio().warnings()).isEmpty();
        assertThat(decoded.samples()).hasSize(MUSIC.length);
        for (int i = 0; i < MUSIC.length; i++) {
            assertThat(decoded.samples()[i] - MUSIC[i] * 32768)
                    .as("sample %d", i)
                    .isBetween(-(float) farthest, (float) farthest);
        }
    }

    private static byte[] wav(ByteOrder order, ByteBuffer format, byte[] samples) {
        byte[] id = (order == ByteOrder.BIG_ENDIAN ? "RIFX" : "RIFF").getBytes(ISO_8859_1);
        return ByteBuffer.allocate(28 + format.capacity() + samples.length)
                .order(order)
                .put(id)
                .putInt(20 + format.capacity() + samples.length)
                .put("WAVEfmt ".getBytes(ISO_8859_1))
                .putInt(format.capacity())
                .put(format.array())
                .put("data".getBytes(ISO_8859_1))
                .putInt(samples.length)
                .put(samples)
                .array();
    }

    private static ByteBuffer plain(ByteOrder order, int kind, int bits) {
        return start(16, order, kind, bits / 8, bits);
    }

    private static ByteBuffer extensible(ByteOrder order, int bytes, int bits, int valid, int kind) {
        return start(40, order, 0xfffe, bytes, bits)
                .putShort((short) 22)
                .putShort((short) valid)
                .putInt(4)
                .putInt(kind)
                .putShort((short) 0)
                .putShort((short) 16)
                .put(HexFormat.of().parseHex("800000aa00389b71"));
    }

    private static ByteBuffer start(int size, ByteOrder order, int kind, int bytes, int bits) {
        return ByteBuffer.allocate(size)
                .order(order)
                .putShort((short) kind)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(RATE * bytes)
                .putShort((short) bytes)
                .putShort((short) bits);
    }

    private static byte[] shorts() {
        return integers(ByteOrder.LITTLE_ENDIAN, 2, 16);
    }

    /** Samples of so many valid bits, in the upper bits of so many bytes. */
    private static byte[] integers(ByteOrder order, int bytes, int valid) {
        ByteBuffer out = ByteBuffer.allocate(MUSIC.length * bytes);
        for (float sample : MUSIC) {
            int value = (int) Math.rint(sample * Math.scalb(1.0, valid - 1)) << 32 - valid;
            if (bytes == 1) {
                value ^= 0x8000_0000;
            }
            for (int i = 0; i < bytes; i++) {
                int place = order == ByteOrder.BIG_ENDIAN ? i : bytes - 1 - i;
                out.put((byte) (value >> 24 - 8 * place));
            }
        }
        return out.array();
    }

    private static byte[] floats(ByteOrder order, int bytes) {
        ByteBuffer out = ByteBuffer.allocate(MUSIC.length * bytes).order(order);
        for (float sample : MUSIC) {
            if (bytes == 4) {
                out.putFloat(sample);
            } else {
                out.putDouble(sample);
            }
        }
        return out.array();
    }
}
