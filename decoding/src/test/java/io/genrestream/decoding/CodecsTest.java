package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of file that is promised: its length, its sound, its tags. */
@Tag("processes")
class CodecsTest {
    private static final double SECONDS = 3;

    @AutoClose
    private static final DecoderPool POOL = TestPools.start(1);

    @ParameterizedTest
    @CsvSource({
        // container, encoder, source rate, name given, codec given, least SNR in dB, most missing or surplus samples
        "mp3, libmp3lame, 44100, mp3, mp3, 25, 1200",
        "flac, flac, 44100, flac, flac, 60, 1",
        "wav, pcm_s16le, 44100, wav, pcm_s16le, 60, 1",
        "wav, pcm_u8, 22050, wav, pcm_u8, 30, 0",
        "wav, adpcm_ms, 44100, wav, adpcm_ms, 25, 600",
        "w64, pcm_s24le, 48000, w64, pcm_s24le, 60, 1",
        "aiff, pcm_s16be, 44100, aiff, pcm_s16be, 60, 1",
        "au, pcm_s16be, 32000, au, pcm_s16be, 60, 1",
        "ogg, vorbis, 44100, ogg, vorbis, 8, 1200",
        "ogg, libopus, 48000, ogg, opus, 15, 1200",
        "ogg, flac, 44100, ogg, flac, 60, 1",
        "ipod, aac, 44100, mp4, aac, 15, 1200",
        "ipod, alac, 44100, mp4, alac, 60, 1",
        "adts, aac, 44100, aac, aac, 15, 2300",
        "asf, wmav2, 44100, asf, wmav2, 15, 2300",
        "matroska, libopus, 48000, matroska, opus, 15, 1200"
    })
    void shouldDecodeToTheSameSound(
            String container, String encoder, int rate, String name, String codec, double snr, int tolerance)
            throws Exception {
        float[] music = Signal.sampled(Signal.MUSIC, rate, SECONDS);

        Decoded decoded = Decoded.of(POOL, new TestEncoder(container, encoder, rate).encode(music, music));

        assertThat(decoded.failure()).isNull();
        assertThat(decoded.audio().container()).isEqualTo(name);
        assertThat(decoded.audio().codec()).isEqualTo(codec);
        assertThat(decoded.audio().sourceRate()).isEqualTo(rate);
        assertThat(decoded.audio().channels()).isEqualTo(2);
        assertThat(decoded.audio().truncated()).isFalse();
        assertThat(decoded.audio().durationLimited()).isFalse();
        assertThat(decoded.audio().warnings()).isEmpty();
        assertThat(decoded.samples().length).isCloseTo((int) (SECONDS * Decoded.RATE), within(tolerance));
        assertThat(decoded.audio().seconds()).isEqualTo(decoded.samples().length / (double) Decoded.RATE);
        assertThat(Signal.snr(Signal.MUSIC, decoded.samples())).isGreaterThan(snr);
    }

    @ParameterizedTest
    @CsvSource({"mp3, libmp3lame", "flac, flac", "ogg, vorbis", "ipod, aac", "asf, wmav2"})
    void shouldPassTagsOn(String container, String encoder) throws Exception {
        byte[] file = new TestEncoder(container, encoder, 44100)
                .tag("title", "Überfahrt – 海")
                .tag("artist", "Søren & \"Zoë\" $(x)")
                .tag("album", "a\nb")
                .tag("genre", "Jazz")
                .tag("date", "1999")
                .tag("comment", "not passed on")
                .encode(Signal.sampled(Signal.MUSIC, 44100, 0.5), Signal.sampled(Signal.MUSIC, 44100, 0.5));

        DecodedAudio audio = Decoded.of(POOL, file).audio();

        assertThat(audio.tags())
                .containsEntry("title", "Überfahrt – 海")
                .containsEntry("artist", "Søren & \"Zoë\" $(x)")
                .containsEntry("album", "a b")
                .containsEntry("genre", "Jazz")
                .containsEntry("date", "1999")
                .hasSize(5);
    }

    @Test
    void shouldGiveTheSameSamplesBitForBitTwice() throws Exception {
        byte[] file = new TestEncoder("mp3", "libmp3lame", 44100).encode(Signal.sampled(Signal.MUSIC, 44100, 2));

        assertThat(Decoded.of(POOL, file).samples())
                .isEqualTo(Decoded.of(POOL, file).samples());
    }

    @Test
    void shouldPassSamplesOfTheRightKindThroughUnchanged() throws Exception {
        float[] music = Signal.sampled(Signal.MUSIC, Decoded.RATE, 1);

        short[] samples = Decoded.of(POOL, new TestEncoder("flac", "flac", Decoded.RATE).encode(music))
                .samples();

        short[] expected = new short[music.length];
        for (int i = 0; i < music.length; i++) {
            expected[i] = (short) Math.rint(music[i] * 32768);
        }
        assertThat(samples).isEqualTo(expected);
    }
}
