package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many live sources in one worker: what one of them, or its crash, costs the others. */
@Tag("processes")
@Timeout(120)
class LivePoolTest {
    private static final int SECONDS = 10;
    private static final byte[] SONG =
            new TestEncoder("mp3", "libmp3lame", 44_100).encode(Signal.sampled(Signal.MUSIC, 44_100, SECONDS));
    private static final double MOST_OF_IT = (SECONDS - 0.3) * Decoded.RATE;

    @BeforeEach
    void awaitTheEndOfEarlierWorkers() {
        Workers.awaitNone();
    }

    @Test
    void shouldLoseTheSourcesOfAWorkerThatDiesAndNothingElse() throws Exception {
        try (var pool = new DecoderPool(DecoderSettings.live(100))) {
            List<LiveSource> sources = open(pool, 51);
            for (LiveSource source : sources) {
                source.give(SONG, 0, SONG.length / 2).awaitSamples(1);
            }
            LiveSource elsewhere = sources.removeLast();
            Workers.running().getFirst().destroyForcibly();

            for (LiveSource lost : sources) {
                assertThat(lost.awaitFailure().code()).isEqualTo(DecodingError.DECODER_CRASHED);
            }
            elsewhere.give(SONG, SONG.length / 2, SONG.length).awaitSamples(MOST_OF_IT);
            try (LiveSource again = LiveSource.open(pool, LiveFormat.MP3)) {
                again.give(SONG).awaitSamples(MOST_OF_IT);
            }
            elsewhere.close();
        }
    }

    @Test
    void shouldNotMakeOthersWaitForASourceThatNobodyReads() throws Exception {
        try (var pool = new DecoderPool(DecoderSettings.live(50))) {
            List<LiveSource> read = open(pool, 49);
            try (Decoding unread = pool.openLive(LiveFormat.MP3, Decoded.RATE)) {
                Thread writer = Thread.ofPlatform().start(() -> giveForGood(unread));
                await().until(() -> writer.getState() == Thread.State.WAITING);
                for (LiveSource source : read) {
                    source.give(SONG);
                }
                for (LiveSource source : read) {
                    source.awaitSamples(MOST_OF_IT);
                }
                assertThat(writer.getState()).isEqualTo(Thread.State.WAITING);
                assertThat(unread.read(new short[100])).isEqualTo(100);
            }
            read.forEach(LiveSource::close);
        }
    }

    @Test
    void shouldFillAWorkerBeforeItsSpareAndTheEmptierOneOfTwo() throws Exception {
        var settings = DecoderSettings.live(3).withWorkers(3, 1, 3, Duration.ofSeconds(30));
        try (var pool = new DecoderPool(settings)) {
            List<LiveSource> first = open(pool, 3);
            List<LiveSource> second = open(pool, 1);
            first.removeFirst().close();
            second.addAll(open(pool, 1));
            for (LiveSource source : second) {
                source.give(SONG, 0, SONG.length / 2).awaitSamples(1);
            }
            Workers.running().get(1).destroyForcibly();

            for (LiveSource lost : second) {
                assertThat(lost.awaitFailure().code()).isEqualTo(DecodingError.DECODER_CRASHED);
            }
            for (LiveSource source : first) {
                source.give(SONG).awaitSamples(MOST_OF_IT);
                source.close();
            }
        }
    }

    @Test
    void shouldBeNicerWithFilesThanWithLiveSources() throws Exception {
        int own = niceness(ProcessHandle.current());
        try (var files = new DecoderPool(TestPools.of(1))) {
            Decoded.of(files, SONG);
            assertThat(niceness(Workers.running().getFirst())).isEqualTo(Math.min(19, own + 10));
        }
        Workers.awaitNone();
        try (var live = new DecoderPool(DecoderSettings.live(1));
                LiveSource source = LiveSource.open(live, LiveFormat.MP3)) {
            source.give(SONG).awaitSamples(1);
            assertThat(niceness(Workers.running().getFirst())).isEqualTo(own);
        }
    }

    private static List<LiveSource> open(DecoderPool pool, int count) throws Exception {
        List<LiveSource> sources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sources.add(LiveSource.open(pool, LiveFormat.MP3));
        }
        return sources;
    }

    private static void giveForGood(Decoding decoding) {
        try {
            while (true) {
                decoding.write(SONG, 0, SONG.length);
            }
        } catch (DecodingException e) {
            // It was closed.
        }
    }

    /** The seventeenth field behind the name, of which only the name may hold blanks. */
    private static int niceness(ProcessHandle process) throws Exception {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }
}
