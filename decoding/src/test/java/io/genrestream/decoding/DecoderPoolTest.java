package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Supervision: what a crash, a hang, a cancelled stream and a dead parent cost. */
@Tag("processes")
@Timeout(120)
class DecoderPoolTest {
    private static final byte[] SONG =
            new TestEncoder("mp3", "libmp3lame", 44100).encode(Signal.sampled(Signal.MUSIC, 44100, 20));
    private static final StreamLimits IMPATIENT =
            new StreamLimits(1 << 30, Duration.ofHours(1), Duration.ofMillis(700));

    @BeforeEach
    void awaitTheEndOfEarlierWorkers() {
        Workers.awaitNone();
    }

    @Test
    void shouldLoseOneTrackWhenAWorkerIsKilledAndReplaceIt() throws Exception {
        try (var pool = new DecoderPool(TestPools.of(2))) {
            try (Decoding struck = begin(pool);
                    Decoding spared = begin(pool)) {
                long first = Workers.running().getFirst().pid();
                Workers.running().getFirst().destroyForcibly();

                Decoded lost = Decoded.drain(struck);
                assertThat(lost.failure().code()).isEqualTo(DecodingError.DECODER_CRASHED);
                assertThat(lost.failure().detail()).contains("exit code 137");
                assertThat(catchThrowableOfType(DecodingException.class, () -> struck.write(SONG, 0, 10))
                                .code())
                        .isEqualTo(DecodingError.DECODER_CRASHED);

                spared.finish();
                assertThat(Decoded.drain(spared).failure()).isNull();
                assertThat(Decoded.of(pool, SONG).failure()).isNull();
                assertThat(Workers.running()).extracting(ProcessHandle::pid).doesNotContain(first);
            }
        }
    }

    @Test
    void shouldKillAWorkerThatHangs() throws Exception {
        try (var pool = new DecoderPool(TestPools.of(1))) {
            Decoded.of(pool, SONG);
            try (Decoding stuck = pool.open(IMPATIENT, Decoded.RATE)) {
                signal(Workers.running().getFirst().pid(), "STOP");
                Thread.ofVirtual().start(() -> writeAll(stuck));

                assertThat(Decoded.drain(stuck).failure().code()).isEqualTo(DecodingError.TIME_LIMIT);
            }
            assertThat(Decoded.of(pool, SONG).failure()).isNull();
        }
    }

    @Test
    void shouldNotTakeASlowClientOrASlowReaderForAHang() throws Exception {
        try (var pool = new DecoderPool(TestPools.of(1));
                Decoding slow = pool.open(IMPATIENT, Decoded.RATE)) {
            short[] block = new short[1000];
            slow.write(SONG, 0, 100_000);
            int read = slow.read(block);
            Thread.sleep(1500);
            Thread.ofVirtual().start(() -> writeAll(slow, 100_000));
            Thread.sleep(1500);

            Decoded decoded = Decoded.drain(slow);
            assertThat(decoded.failure()).isNull();
            assertThat((read + decoded.samples().length) / (double) Decoded.RATE)
                    .isBetween(19.9, 20.1);
        }
    }

    @Test
    void shouldBoundWhatIsUnderWayWhileNobodyReads() throws Exception {
        byte[] wav = WavFile.silence(22050, 300);
        try (var pool = new DecoderPool(TestPools.of(1));
                Decoding unread = pool.open(StreamLimits.DEFAULT, Decoded.RATE)) {
            var written = new java.util.concurrent.atomic.AtomicInteger();
            Thread writer = Thread.ofPlatform().start(() -> {
                try {
                    for (int at = 0; at < wav.length; at += 1000) {
                        unread.write(wav, at, Math.min(1000, wav.length - at));
                        written.addAndGet(1000);
                    }
                    unread.finish();
                } catch (DecodingException e) {
                    written.set(-1);
                }
            });
            await().until(() -> writer.getState() == Thread.State.WAITING && written.get() > 300_000);

            assertThat(written.get()).isLessThan(1_000_000);
            assertThat(Decoded.drain(unread).samples()).hasSize(300 * 22050);
        }
    }

    @Test
    void shouldCancelAtOnceAndUseTheWorkerAgain() throws Exception {
        try (var pool = new DecoderPool(TestPools.of(1))) {
            Decoded.of(pool, SONG);
            long worker = Workers.running().getFirst().pid();
            Decoding cancelled = begin(pool);
            Thread.ofVirtual().start(() -> writeAll(cancelled));
            cancelled.close();

            assertThatExceptionOfType(DecodingException.class)
                    .isThrownBy(() -> cancelled.write(SONG, 0, 1))
                    .extracting(DecodingException::code)
                    .isEqualTo(DecodingError.CANCELLED);
            assertThat(Decoded.drain(cancelled).failure().code()).isEqualTo(DecodingError.CANCELLED);
            assertThat(Decoded.of(pool, SONG).failure()).isNull();
            assertThat(Workers.running().getFirst().pid()).isEqualTo(worker);
        }
    }

    @Test
    void shouldCancelAWorkerThatTakesNoOrders() throws Exception {
        try (var pool = new DecoderPool(TestPools.of(1))) {
            Decoded.of(pool, SONG);
            Decoding stuck = begin(pool);
            signal(Workers.running().getFirst().pid(), "STOP");
            stuck.close();

            assertThat(Decoded.of(pool, SONG).failure()).isNull();
        }
    }

    @Test
    void shouldSayThatAllDecodersAreTaken() throws Exception {
        var settings = TestPools.of(1).withWorkers(1, 1, 1, Duration.ofMillis(50));
        try (var pool = new DecoderPool(settings)) {
            Decoding taken = pool.open(StreamLimits.DEFAULT, Decoded.RATE);

            assertThatExceptionOfType(DecodingException.class)
                    .isThrownBy(() -> pool.open(StreamLimits.DEFAULT, Decoded.RATE))
                    .extracting(DecodingException::code)
                    .isEqualTo(DecodingError.DECODERS_BUSY);
            taken.close();
        }
    }

    @Test
    void shouldServeSeveralStreamsByOneWorker() throws Exception {
        try (var pool = new DecoderPool(TestPools.of(1, 1, 4));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Decoded>> uploads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                uploads.add(() -> Decoded.of(pool, SONG));
            }
            List<Future<Decoded>> results = threads.invokeAll(uploads);

            short[] expected = Decoded.of(pool, SONG).samples();
            for (var result : results) {
                assertThat(result.get().samples()).isEqualTo(expected);
            }
            assertThat(Workers.running()).hasSize(1);
        }
    }

    @Test
    void shouldHaveNoTroubleOnceAWorkerHasStarted() throws Exception {
        try (var pool = new DecoderPool(TestPools.of(1))) {
            begin(pool).close();
            assertThat(pool.trouble()).isEmpty();
        }
    }

    @Test
    void shouldKeepASpareWorkerStarted() throws Exception {
        try (var pool = new DecoderPool(TestPools.of(3))) {
            await().until(() -> Workers.running().size() == 1);
            try (Decoding first = pool.open(StreamLimits.DEFAULT, Decoded.RATE)) {
                await().until(() -> Workers.running().size() == 2);
            }
        }
        await().until(() -> Workers.running().isEmpty());
    }

    @Test
    void shouldNotOutliveItsParent() throws Exception {
        Process parent = new ProcessBuilder(
                        TestPools.of(1).java().toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LonelyParent.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String pid = parent.inputReader().readLine();
        ProcessHandle worker = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();

        parent.destroyForcibly();

        await().until(() -> !worker.isAlive());
    }

    private static Decoding begin(DecoderPool pool) throws Exception {
        Decoding decoding = pool.open(StreamLimits.DEFAULT, Decoded.RATE);
        decoding.write(SONG, 0, SONG.length);
        assertThat(decoding.read(new short[100])).isPositive();
        return decoding;
    }

    private static void writeAll(Decoding decoding) {
        writeAll(decoding, 0);
    }

    private static void writeAll(Decoding decoding, int from) {
        try {
            decoding.write(SONG, from, SONG.length - from);
            decoding.finish();
        } catch (DecodingException e) {
            // The reader sees it.
        }
    }

    private static void signal(long pid, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
