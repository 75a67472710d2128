package io.genrestream.decoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import io.genrestream.testkit.TestVideo;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that cannot be decoded: each has its code, and the decoder goes on to the next one. */
@Tag("processes")
class BadInputTest {
    private static final byte[] GOOD =
            new TestEncoder("mp3", "libmp3lame", 44100).encode(Signal.sampled(Signal.MUSIC, 44100, 5));

    @AutoClose
    private static final DecoderPool POOL = TestPools.start(1);

    @TempDir
    Path directory;

    @AfterEach
    void shouldGoOnWithTheNextFile() throws Exception {
        assertThat(Decoded.of(POOL, GOOD).audio().seconds()).isGreaterThan(4.9);
    }

    @Test
    void shouldRefuseAnEmptyBody() throws Exception {
        assertFailure(new byte[0], DecodingError.EMPTY_INPUT, "");
    }

    @Test
    void shouldRefuseText() throws Exception {
        assertFailure(
                "Ceci n'est pas une chanson.\nÉté.\n".repeat(500).getBytes(UTF_8), DecodingError.NOT_AUDIO, "text");
    }

    @Test
    void shouldRefuseAWebPage() throws Exception {
        assertFailure(
                "\n<!DOCTYPE html><html><body>404</body></html>".getBytes(UTF_8), DecodingError.NOT_AUDIO, "web page");
    }

    @Test
    void shouldRefuseArchives() throws Exception {
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("song.mp3"));
            out.write(GOOD);
        }
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(GOOD);
        }

        assertFailure(zip.toByteArray(), DecodingError.NOT_AUDIO, "zip");
        assertFailure(gzip.toByteArray(), DecodingError.NOT_AUDIO, "gzip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void shouldRefuseAnImageWhateverItIsCalled(String kind) throws Exception {
        var image = new java.awt.image.BufferedImage(64, 64, java.awt.image.BufferedImage.TYPE_INT_RGB);
        var bytes = new ByteArrayOutputStream();
        javax.imageio.ImageIO.write(image, kind, bytes);

        assertFailure(bytes.toByteArray(), DecodingError.NOT_AUDIO, "image");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"#EXTM3U\n%s\n", "ffconcat version 1.0\nfile %s\n", "[playlist]\nFile1=%s\n", "file '%s'\n"})
    void shouldReadNothingThatAPlaylistNames(String playlist) throws Exception {
        Path song = Files.write(directory.resolve("song.mp3"), GOOD);

        assertFailure(playlist.formatted(song).getBytes(UTF_8), DecodingError.NOT_AUDIO, "");
    }

    @Test
    void shouldNotTakeAPlaylistForAudioBehindBytesThatHideIt() throws Exception {
        Path song = Files.write(directory.resolve("song.mp3"), GOOD);
        String playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n" + song + "\n#EXT-X-ENDLIST\n\0\0\0";

        assertFailure(playlist.getBytes(UTF_8), DecodingError.NOT_AUDIO, "");
    }

    @Test
    void shouldRefuseRandomBytes() throws Exception {
        byte[] random = new byte[200_000];
        new Random(7).nextBytes(random);

        assertThat(Decoded.of(POOL, random).failure().code())
                .isIn(DecodingError.NOT_AUDIO, DecodingError.CORRUPT_AUDIO);
    }

    @Test
    void shouldTellThatAWavHasNoMoreThanItsHeader() throws Exception {
        byte[] wav = new TestEncoder("wav", "pcm_s16le", 44100).encode(Signal.sampled(Signal.MUSIC, 44100, 1));

        assertFailure(Arrays.copyOf(wav, wav.length - 88200), DecodingError.NO_SAMPLES, "");
    }

    @Test
    void shouldTellThatAVideoHasNoSound() throws Exception {
        assertFailure(TestVideo.withoutSound(), DecodingError.NO_AUDIO_TRACK, "mp4");
    }

    @Test
    void shouldTakeTheSoundOfAVideo() throws Exception {
        Decoded decoded = Decoded.of(POOL, TestVideo.withSound(2));

        assertThat(decoded.failure()).isNull();
        assertThat(decoded.audio().seconds()).isBetween(1.9, 2.2);
        assertThat(Signal.snr(Signal.MUSIC, decoded.samples())).isGreaterThan(15);
    }

    @Test
    void shouldRefuseAContainerThatIsNotListed() throws Exception {
        byte[] file = new TestEncoder("caf", "pcm_s16le", 44100).encode(Signal.sampled(Signal.MUSIC, 44100, 1));

        assertFailure(file, DecodingError.UNSUPPORTED_FORMAT, "caf");
    }

    @Test
    void shouldRefuseACodecThatIsNotListed() throws Exception {
        byte[] file = new TestEncoder("matroska", "ac3", 48000).encode(Signal.sampled(Signal.MUSIC, 48000, 1));

        assertFailure(file, DecodingError.UNSUPPORTED_FORMAT, "codec ac3");
    }

    @Test
    void shouldTellThatAnMp4WasCutBeforeItsIndex() throws Exception {
        byte[] m4a = new TestEncoder("ipod", "aac", 44100).encode(Signal.sampled(Signal.MUSIC, 44100, 3));

        assertFailure(Arrays.copyOf(m4a, m4a.length / 2), DecodingError.CORRUPT_AUDIO, "index");
    }

    @Test
    void shouldTellThatAudioIsDamagedBeyondDecoding() throws Exception {
        byte[] flac = new TestEncoder("flac", "flac", 44100).encode(Signal.sampled(Signal.MUSIC, 44100, 3));
        byte[] noise = new byte[flac.length - 200];
        new Random(3).nextBytes(noise);
        System.arraycopy(noise, 0, flac, 200, noise.length);

        assertThat(Decoded.of(POOL, flac).failure().code()).isIn(DecodingError.CORRUPT_AUDIO, DecodingError.NO_SAMPLES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mp3,libmp3lame", "flac,flac", "wav,pcm_s16le", "ogg,libopus", "asf,wmav2", "aiff,pcm_s16be"})
    void shouldDecodeWhatThereIsOfATruncatedFileAndFlagIt(String kind) throws Exception {
        String[] parts = kind.split(",");
        float[] music = Signal.sampled(Signal.MUSIC, 48000, 6);
        byte[] file = new TestEncoder(parts[0], parts[1], 48000).encode(music, music);

        Decoded decoded = Decoded.of(POOL, Arrays.copyOf(file, file.length / 2));

        assertThat(decoded.failure()).isNull();
        assertThat(decoded.audio().seconds()).isBetween(2.0, 4.0);
        assertThat(decoded.audio().truncated()).isTrue();
        assertThat(Signal.snr(Signal.MUSIC, decoded.samples())).isGreaterThan(15);
    }

    @Test
    void shouldGoOnBehindADamagedPartAndSaySo() throws Exception {
        byte[] file = GOOD.clone();
        Arrays.fill(file, file.length / 2, file.length / 2 + 3000, (byte) 0x55);

        Decoded decoded = Decoded.of(POOL, file);

        assertThat(decoded.failure()).isNull();
        assertThat(decoded.audio().seconds()).isBetween(4.0, 5.1);
        assertThat(decoded.audio().warnings()).contains("DAMAGED_PARTS");
    }

    private static void assertFailure(byte[] file, DecodingError code, String detail) throws Exception {
        DecodingException failure = Decoded.of(POOL, file).failure();

        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.detail()).contains(detail);
        assertThat(failure.getMessage()).contains(code.meaning()).contains(code.remedy());
    }
}
