package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.testkit.IndexInFront;
import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every ending of {@link AudioFileExtensions} decodes, from a pipe, however it is written. */
@Tag("processes")
class ContainersTest {
    private static final double SECONDS = 1.5;

    @AutoClose
    private static final DecoderPool POOL = TestPools.start(1);

    /** @param endings that files of this kind have */
    private record Kind(List<String> endings, String container, String codec, boolean indexInFront) {
        Kind(String endings, String container, String codec) {
            this(List.of(endings.split(" ")), container, codec, false);
        }

        byte[] file() {
            float[] music = Signal.sampled(Signal.MUSIC, 48000, SECONDS);
            byte[] file = new TestEncoder(container, codec, 48000).encode(music, music);
            return indexInFront ? IndexInFront.of(file) : file;
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("mp3 mpga mpa", "mp3", "libmp3lame"),
            new Kind("mp2 mp1", "mp2", "mp2"),
            new Kind("flac fla", "flac", "flac"),
            new Kind("wav wave bwf", "wav", "pcm_s16le"),
            new Kind("w64", "w64", "pcm_s16le"),
            new Kind("aiff aif", "aiff", "pcm_s16be"),
            new Kind("aifc", "aiff", "pcm_f32be"),
            new Kind("au snd", "au", "pcm_s16be"),
            new Kind("ogg oga ogx", "ogg", "vorbis"),
            new Kind("ogg oga", "ogg", "flac"),
            new Kind("ogv", "ogv", "vorbis"),
            new Kind("opus", "opus", "libopus"),
            new Kind("m4a m4b m4r f4a f4b", "ipod", "aac"),
            new Kind(List.of("m4a", "m4b"), "ipod", "alac", true),
            new Kind("mp4 m4v f4v", "mp4", "aac"),
            new Kind("mov qt", "mov", "aac"),
            new Kind("mov", "mov", "pcm_s16be"),
            new Kind("3gp 3gpp", "3gp", "aac"),
            new Kind("3g2", "3g2", "aac"),
            new Kind("aac adts", "adts", "aac"),
            new Kind("wma asf wmv", "asf", "wmav2"),
            new Kind("mka mkv", "matroska", "vorbis"),
            new Kind("mka mkv", "matroska", "flac"),
            new Kind("webm weba", "webm", "libopus"));

    @Test
    void shouldDecodeEveryContainerInAnyPieces() throws Exception {
        for (Kind kind : KINDS) {
            byte[] file = kind.file();
            for (IntSupplier pieces : new IntSupplier[] {() -> file.length, () -> 700}) {
                Decoded decoded = Decoded.of(POOL, file, StreamLimits.DEFAULT, Decoded.RATE, pieces);

                assertThat(decoded.failure()).as("%s", kind).isNull();
                assertThat(decoded.audio().seconds()).as("%s", kind).isCloseTo(SECONDS, within(0.11));
                assertThat(decoded.audio().truncated()).as("%s", kind).isFalse();
                assertThat(Signal.rms(decoded.samples())).as("%s", kind).isBetween(0.15, 0.3);
            }
        }
    }

    @Test
    void shouldDecodeRf64() throws Exception {
        float[] music = Signal.sampled(Signal.MUSIC, 48000, SECONDS);

        Decoded decoded = Decoded.of(
                POOL,
                new TestEncoder("wav", "pcm_s16le", 48000)
                        .option("rf64", "always")
                        .encode(music));

        assertThat(decoded.audio().seconds()).isCloseTo(SECONDS, within(0.01));
        assertThat(decoded.audio().truncated()).isFalse();
    }

    @Test
    void shouldListTheEndingsThatDecodeAndNoOthers() {
        var decoded = new TreeSet<>(List.of("rf64"));
        KINDS.forEach(kind -> decoded.addAll(kind.endings()));

        assertThat(new TreeSet<>(AudioFileExtensions.all())).isEqualTo(decoded);
    }
}
