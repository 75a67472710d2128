package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.genrestream.testkit.Covers;
import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of one stream and of a worker. */
@Tag("processes")
class LimitsTest {
    private static final float[] MUSIC = Signal.sampled(Signal.MUSIC, 44100, 10);

    @TempDir
    Path directory;

    @Test
    void shouldRefuseMoreInputThanTheLimit() throws Exception {
        byte[] file = new TestEncoder("flac", "flac", 44100).encode(MUSIC);
        var limits = new StreamLimits(file.length - 1, Duration.ofHours(1), Duration.ofSeconds(30));
        try (var pool = new DecoderPool(TestPools.of(1));
                Decoding decoding = pool.open(limits, Decoded.RATE)) {
            assertThatExceptionOfType(DecodingException.class)
                    .isThrownBy(() -> decoding.write(file, 0, file.length))
                    .extracting(DecodingException::code)
                    .isEqualTo(DecodingError.TOO_LARGE);
            assertThat(Decoded.drain(decoding).failure().code()).isEqualTo(DecodingError.TOO_LARGE);
            var roomy = new StreamLimits(file.length, Duration.ofHours(1), Duration.ofSeconds(30));
            assertThat(Decoded.of(pool, file, roomy).failure()).isNull();
        }
    }

    @Test
    void shouldCutAudioAtItsLimitAndSaySo() throws Exception {
        byte[] file = new TestEncoder("mp3", "libmp3lame", 44100).encode(MUSIC);
        var limits = new StreamLimits(1 << 30, Duration.ofMillis(2500), Duration.ofSeconds(30));
        try (var pool = new DecoderPool(TestPools.of(1))) {
            Decoded cut = Decoded.of(pool, file, limits);

            assertThat(cut.failure()).isNull();
            assertThat(cut.samples()).hasSize(Decoded.RATE * 5 / 2);
            assertThat(cut.audio().durationLimited()).isTrue();
            assertThat(cut.audio().truncated()).isFalse();
            assertThat(cut.samples())
                    .isEqualTo(java.util.Arrays.copyOf(Decoded.of(pool, file).samples(), cut.samples().length));
        }
    }

    @Test
    void shouldNotCutAudioThatIsExactlyAsLongAsTheLimit() throws Exception {
        byte[] wav = WavFile.silence(Decoded.RATE, 2);
        var limits = new StreamLimits(1 << 30, Duration.ofSeconds(2), Duration.ofSeconds(30));
        try (var pool = new DecoderPool(TestPools.of(1))) {
            assertThat(Decoded.of(pool, wav, limits).audio().durationLimited()).isFalse();
        }
    }

    @Test
    void shouldSpoolNoMoreThanItMayAndLeaveNothingBehind() throws Exception {
        byte[] m4a = new TestEncoder("ipod", "aac", 44100).encode(MUSIC);
        try (var pool = new DecoderPool(settings(512, m4a.length))) {
            assertThat(Decoded.of(pool, m4a).audio().seconds()).isGreaterThan(9.9);
            assertThat(Files.list(directory)).isEmpty();
        }
        try (var pool = new DecoderPool(settings(512, m4a.length - 1))) {
            assertThat(Decoded.of(pool, m4a).failure().code()).isEqualTo(DecodingError.INDEX_AT_END);
            assertThat(Files.list(directory)).isEmpty();
        }
    }

    @Test
    void shouldNotGrowBeyondItsMemoryForACoverThatItCannotHold() throws Exception {
        byte[] mp3 = new TestEncoder("mp3", "libmp3lame", 44100).encode(MUSIC);
        Workers.awaitNone();
        try (var pool = new DecoderPool(settings(110, 1 << 20))) {
            Decoded decoded = Decoded.of(pool, Covers.before(mp3, 60_000_000));

            assertThat(decoded.failure()).isNull();
            assertThat(decoded.audio().seconds()).isGreaterThan(9.9);
            assertThat(peakResidentMegabytes()).isBetween(30L, 120L);
        }
    }

    private static long peakResidentMegabytes() throws Exception {
        long pid = Workers.running().getFirst().pid();
        String peak = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(peak.replaceAll("\\D", "")) / 1024;
    }

    private DecoderSettings settings(int memoryMegabytes, long spoolBytes) {
        return TestPools.of(1)
                .withMemory(new WorkerMemory(WorkerMemory.DEFAULT.heapMegabytes(), memoryMegabytes, false))
                .withSpool(spoolBytes, directory);
    }
}
