package io.genrestream.live.radio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.live.AudioFormat;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SnifferTest {
    private static final Map<AudioFormat, byte[]> FILES = Map.of(
            AudioFormat.MP3, EncodedAudio.MP3,
            AudioFormat.ADTS, EncodedAudio.ADTS,
            AudioFormat.OGG, EncodedAudio.OPUS,
            AudioFormat.FLAC, EncodedAudio.FLAC,
            AudioFormat.MPEG_TS, EncodedAudio.MPEG_TS,
            AudioFormat.MP4, EncodedAudio.MP4);

    @Test
    void shouldBelieveTheBytesWhateverTheTypeSays() {
        FILES.forEach((format, file) -> {
            for (String type :
                    new String[] {"audio/mpeg", "audio/aac", "audio/aacp", "application/ogg", "text/html", ""}) {
                assertThat(Sniffer.format(file, Sniffer.ENOUGH, true, type))
                        .as("%s as %s", format, type)
                        .isEqualTo(format);
            }
        });
    }

    @Test
    void shouldKnowFramesFromAnyPlaceOn() {
        for (int offset = 1_000; offset < 3_000; offset++) {
            byte[] mp3 = EncodedAudio.from(EncodedAudio.MP3, offset);
            byte[] adts = EncodedAudio.from(EncodedAudio.ADTS, offset);

            assertThat(Sniffer.format(mp3, Sniffer.ENOUGH, true, "audio/aac")).isEqualTo(AudioFormat.MP3);
            assertThat(Sniffer.format(adts, Sniffer.ENOUGH, true, "audio/mpeg")).isEqualTo(AudioFormat.ADTS);
        }
    }

    @Test
    void shouldSayWithinHalfASecondOfAudioWhatItIs() {
        int halfASecond = 64_000 / 8 / 2;

        assertThat(Sniffer.format(EncodedAudio.MP3, halfASecond, false, "")).isEqualTo(AudioFormat.MP3);
        assertThat(Sniffer.format(EncodedAudio.ADTS, halfASecond, false, "")).isEqualTo(AudioFormat.ADTS);
        assertThat(Sniffer.format(EncodedAudio.MP3, 400, false, "")).isNull();
    }

    @Test
    void shouldLookBehindAnId3Tag() {
        byte[] shortTag = tagged(300, EncodedAudio.ADTS);
        byte[] longTag = tagged(100_000, EncodedAudio.ADTS);

        assertThat(Sniffer.format(shortTag, Sniffer.ENOUGH, true, "audio/mpeg")).isEqualTo(AudioFormat.ADTS);
        assertThat(Sniffer.format(longTag, Sniffer.ENOUGH, false, "audio/aacp")).isNull();
        assertThat(Sniffer.format(longTag, Sniffer.ENOUGH, true, "audio/aacp")).isEqualTo(AudioFormat.ADTS);
        assertThat(Sniffer.format(longTag, Sniffer.ENOUGH, true, "audio/mpeg")).isEqualTo(AudioFormat.MP3);
    }

    @Test
    void shouldKnowEveryBitRateAndLayer() {
        // Three empty frames each: MPEG-1 layer III 320 kbit/s 44.1 kHz, MPEG-2 layer III, MPEG-2.5, layer II, layer I.
        assertFrames(0xFFFBE000, 1_044);
        assertFrames(0xFFFBE200, 1_045);
        assertFrames(0xFFF38000, 208);
        assertFrames(0xFFE38000, 417);
        assertFrames(0xFFFDE000, 1_253);
        assertFrames(0xFFFFE000, 484);
    }

    private static void assertFrames(int header, int length) {
        byte[] frames = new byte[Sniffer.ENOUGH];
        for (int i = 0; i < 3; i++) {
            for (int b = 0; b < 4; b++) {
                frames[i * length + b] = (byte) (header >> 24 - 8 * b);
            }
        }
        assertThat(Sniffer.format(frames, frames.length, false, ""))
                .as("%x", header)
                .isEqualTo(AudioFormat.MP3);
        frames[length] = 0;
        assertThat(Sniffer.format(frames, frames.length, true, ""))
                .as("%x", header)
                .isEqualTo(AudioFormat.UNKNOWN);
    }

    @Test
    void shouldNotMakeAudioOfNoise() {
        byte[] noise = new byte[Sniffer.ENOUGH];
        for (int seed = 0; seed < 200; seed++) {
            new Random(seed).nextBytes(noise);
            assertThat(MpegFrames.find(noise, 0, noise.length, 3))
                    .as("seed %d", seed)
                    .isNull();
        }
    }

    @Test
    void shouldTellTextFromAudio() {
        byte[] page = "<html>\r\n\tTöne\n</html>".getBytes(UTF_8);

        assertThat(Sniffer.isText(page, page.length)).isTrue();
        FILES.forEach((format, file) ->
                assertThat(Sniffer.isText(file, Sniffer.LEAST)).as("%s", format).isFalse());
        for (int offset = 0; offset < EncodedAudio.MP3.length - Sniffer.LEAST; offset++) {
            byte[] mp3 = Arrays.copyOfRange(EncodedAudio.MP3, offset, offset + Sniffer.LEAST);
            assertThat(Sniffer.isText(mp3, mp3.length)).as("from %d", offset).isFalse();
        }
    }

    private static byte[] tagged(int size, byte[] audio) {
        byte[] all = new byte[10 + size + audio.length];
        byte[] header = {'I', 'D', '3', 4, 0, 0, 0, (byte) (size >> 14), (byte) (size >> 7 & 0x7F), (byte) (size & 0x7F)
        };
        System.arraycopy(header, 0, all, 0, header.length);
        System.arraycopy(audio, 0, all, 10 + size, audio.length);
        return all;
    }
}
