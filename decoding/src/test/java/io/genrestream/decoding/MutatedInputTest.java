package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged files of every kind: an answer each time, a result or a code, and never a hang. */
@Tag("processes")
@Timeout(300)
class MutatedInputTest {
    private static final int MUTANTS = 25;

    @ParameterizedTest
    @CsvSource({
        "mp3, libmp3lame",
        "flac, flac",
        "wav, pcm_s16le",
        "ogg, vorbis",
        "ogg, libopus",
        "ipod, aac",
        "adts, aac",
        "asf, wmav2",
        "aiff, pcm_s16be",
        "au, pcm_s16be",
        "w64, pcm_s16le",
        "matroska, libopus"
    })
    void shouldAnswerToAnyDamage(String container, String codec) throws Exception {
        float[] music = Signal.sampled(Signal.MUSIC, 48000, 1);
        byte[] file = new TestEncoder(container, codec, 48000).encode(music, music);
        Random random = new Random(container.hashCode());
        try (var pool = new DecoderPool(TestPools.of(1))) {
            for (int i = 0; i < MUTANTS; i++) {
                Decoded decoded = Decoded.of(pool, mutant(file, random));

                assertThat(decoded.audio() != null ^ decoded.failure() != null).isTrue();
                if (decoded.failure() != null) {
                    assertThat(decoded.failure().code())
                            .isIn(
                                    DecodingError.NOT_AUDIO,
                                    DecodingError.UNSUPPORTED_FORMAT,
                                    DecodingError.NO_AUDIO_TRACK,
                                    DecodingError.NO_SAMPLES,
                                    DecodingError.CORRUPT_AUDIO,
                                    DecodingError.MEMORY_LIMIT);
                }
            }
            assertThat(Decoded.of(pool, file).failure()).isNull();
        }
    }

    /** Changes bytes of the first 300, where headers are, or anywhere; cuts the file; or repeats a part. */
    private static byte[] mutant(byte[] file, Random random) {
        byte[] mutant = file.clone();
        int changes = 1 + random.nextInt(20);
        int reach = random.nextBoolean() ? Math.min(300, file.length) : file.length;
        for (int i = 0; i < changes; i++) {
            mutant[random.nextInt(reach)] = (byte) random.nextInt();
        }
        if (random.nextInt(4) == 0) {
            mutant = java.util.Arrays.copyOf(mutant, 1 + random.nextInt(file.length));
        }
        return mutant;
    }
}
