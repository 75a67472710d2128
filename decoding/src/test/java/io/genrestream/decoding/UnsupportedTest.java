package io.genrestream.decoding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.testkit.IndexInFront;
import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is music, but not for this decoder: encrypted, or of a format that is named. */
@Tag("processes")
class UnsupportedTest {
    private static final float[] MUSIC = Signal.sampled(Signal.MUSIC, 44100, 2);

    @AutoClose
    private static final DecoderPool POOL = TestPools.start(1);

    @ParameterizedTest
    @CsvSource({
        "0, 4d546864, MIDI",
        "8, 524d4944, MIDI",
        "0, 494d504d, IT",
        "44, 5343524d, S3M",
        "1080, 4d2e4b2e, MOD",
        "0, 44534420, dsf",
        "0, 46524d38, dff",
        "0, 4d414320, Monkey's Audio",
        "0, 7776706b, WavPack",
        "0, 4d50434b, Musepack",
        "0, 4d502b, Musepack",
        "0, 7442614b, TAK",
        "0, 54544131, tta",
        "0, 4f465220, OptimFROG",
        "0, 616a6b67, Shorten",
        "0, 2e524d46, RealMedia",
        "0, 2e7261fd, RealAudio",
        "0, 2321414d52, AMR",
        "0, 63616666, caf",
        "8, 41564920, AVI",
        "0, 464c56, flv",
        "0, 000001ba, MPEG",
        "0, 646e732e, au"
    })
    void shouldNameAFormatByItsSignature(int at, String signature, String name) throws Exception {
        byte[] file = new byte[20_000];
        new Random(1).nextBytes(file);
        byte[] bytes = HexFormat.of().parseHex(signature);
        System.arraycopy(bytes, 0, file, at, bytes.length);

        DecodingException failure = Decoded.of(POOL, file).failure();

        assertThat(failure.code()).isEqualTo(DecodingError.UNSUPPORTED_FORMAT);
        assertThat(failure.detail()).contains(name);
    }

    @ParameterizedTest
    @CsvSource({
        "caf, pcm_s16le, caf",
        "ac3, ac3, AC-3",
        "eac3, eac3, AC-3",
        "wv, wavpack, WavPack",
        "tta, tta, tta",
        "amr, libopencore_amrnb, AMR",
        "avi, libmp3lame, AVI",
        "flv, libmp3lame, flv",
        "voc, pcm_u8, voc",
        "rm, ac3, RealMedia",
        "mpegts, mp2, mpegts",
        "ogg, libspeex, speex",
        "3gp, libopencore_amrnb, amr"
    })
    void shouldNameAFormatOfARealFile(String container, String codec, String name) throws Exception {
        boolean speech = codec.equals("libopencore_amrnb") || codec.equals("libspeex");
        int rate = speech ? 8000 : 48000;
        byte[] file = new TestEncoder(container, codec, rate)
                .bitRate(codec.equals("libopencore_amrnb") ? 12_200 : 64_000)
                .encode(Signal.sampled(Signal.MUSIC, rate, 2));

        DecodingException failure = Decoded.of(POOL, file).failure();

        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(DecodingError.UNSUPPORTED_FORMAT);
        assertThat(failure.detail()).contains(name);
    }

    @Test
    void shouldTakeTextThatBeginsLikeASignatureForText() throws Exception {
        DecodingException failure = Decoded.of(
                        POOL, "MAC addresses\n".repeat(99).getBytes(ISO_8859_1))
                .failure();

        assertThat(failure.code()).isEqualTo(DecodingError.NOT_AUDIO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "ipod", "mov"})
    void shouldSayThatAnMp4IsEncrypted(String container) throws Exception {
        byte[] file = new TestEncoder(container, "aac", 44100)
                .option("encryption_scheme", "cenc-aes-ctr")
                .option("encryption_key", "76a6c65c5ea762046bd749a2e632ccbb")
                .option("encryption_kid", "a7e61c373e219033c21091fa607bf3b8")
                .encode(MUSIC);

        assertProtected(file, "");
    }

    @Test
    void shouldSayThatAPurchaseIsProtectedByFairPlay() throws Exception {
        byte[] file = new TestEncoder("ipod", "aac", 44100).encode(MUSIC);
        int entry = new String(file, ISO_8859_1).indexOf("mp4a", new String(file, ISO_8859_1).indexOf("stsd"));
        System.arraycopy("drms".getBytes(ISO_8859_1), 0, file, entry, 4);

        assertProtected(file, "FairPlay");
        assertProtected(IndexInFront.of(file), "FairPlay");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aax ", "aaxc"})
    void shouldSayThatAnAudibleBookIsProtected(String brand) throws Exception {
        byte[] file = new TestEncoder("ipod", "aac", 44100).encode(MUSIC);
        System.arraycopy(brand.getBytes(ISO_8859_1), 0, file, 8, 4);

        assertProtected(file, "Audible");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fbb3112223bdd211b4b700a0c955fc6e",
                "14e68a292226174cb935dae07ee9289c",
                "338505438169e6499b74ad12cb86d58c"
            })
    void shouldSayThatAWmaIsProtected(String object) throws Exception {
        byte[] wma = new TestEncoder("asf", "wmav2", 44100).encode(MUSIC);
        ByteBuffer file = ByteBuffer.allocate(wma.length + 40).order(ByteOrder.LITTLE_ENDIAN);
        file.put(wma, 0, 30)
                .put(HexFormat.of().parseHex(object))
                .putLong(40)
                .put(new byte[16])
                .put(wma, 30, wma.length - 30);
        file.putLong(16, file.getLong(16) + 40).putInt(24, file.getInt(24) + 1);

        assertProtected(file.array(), "");
        assertThat(Decoded.of(POOL, wma).failure()).isNull();
    }

    /** FFmpeg reads no rate of this codec where it is encrypted. */
    @Test
    void shouldSayThatAnEncryptedAlacIsProtected() throws Exception {
        assertProtected(encrypted(new TestEncoder("ipod", "alac", 44100).encode(MUSIC)), "encrypted");
    }

    /** With the sample entry as Common Encryption has it; the index is at the file's end. */
    private static byte[] encrypted(byte[] mp4) {
        byte[] sinf = ByteBuffer.allocate(20)
                .putInt(20)
                .put("sinf".getBytes(ISO_8859_1))
                .putInt(12)
                .put("frmaalac".getBytes(ISO_8859_1))
                .array();
        String text = new String(mp4, ISO_8859_1);
        int entry = text.indexOf("alac", text.indexOf("stsd")) - 4;
        int end = entry + ByteBuffer.wrap(mp4).getInt(entry);
        ByteBuffer file = ByteBuffer.allocate(mp4.length + sinf.length);
        file.put(mp4, 0, end).put(sinf).put(mp4, end, mp4.length - end);
        file.put(entry + 4, "enca".getBytes(ISO_8859_1));
        for (String box : List.of("moov", "trak", "mdia", "minf", "stbl", "stsd")) {
            int at = text.indexOf(box, text.indexOf("moov")) - 4;
            file.putInt(at, file.getInt(at) + sinf.length);
        }
        return file.putInt(entry, file.getInt(entry) + sinf.length).array();
    }

    private static void assertProtected(byte[] file, String detail) throws Exception {
        DecodingException failure = Decoded.of(POOL, file).failure();

        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(DecodingError.PROTECTED);
        assertThat(failure.detail()).contains(detail);
    }
}
