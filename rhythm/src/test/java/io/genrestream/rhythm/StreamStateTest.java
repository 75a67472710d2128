package io.genrestream.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.genrestream.dsp.rhythm.RhythmModule;
import io.genrestream.dsp.rhythm.RhythmTracker;
import io.genrestream.dsp.rhythm.StreamRhythm;
import io.genrestream.rhythm.Sounds.Click;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamStateTest {
    private static final long FEW_BYTES = 32 << 10;

    private final RhythmTracker tracker = new TarsosRhythm().tracker(Sounds.RATE);

    @Test
    void shouldBeFoundAsAService() {
        assertThat(RhythmModule.find()).containsInstanceOf(TarsosRhythm.class);
    }

    @Test
    void shouldHearTheSameSampleBySample() {
        assertSame(music(6), () -> 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 10_000, 100_000})
    void shouldHearTheSameInAnyChunks(int longest) {
        Random random = new Random(longest);
        assertSame(music(70), () -> random.nextInt(longest + 1));
    }

    /** Two streams by turns in one tracker: nothing of the one is left for the other. */
    @Test
    void shouldKeepStreamsApart() {
        short[] one = music(20);
        short[] other = Sounds.noise(0.2, 20);
        StreamRhythm first = tracker.start(0);
        StreamRhythm second = tracker.start(0);
        for (int at = 0; at < one.length; at += 700) {
            first.process(one, at, Math.min(700, one.length - at));
            second.process(other, at, Math.min(700, one.length - at));
        }

        assertThat(first.encode()).isEqualTo(Sounds.heard(one).encode());
        assertThat(second.encode()).isEqualTo(Sounds.heard(other).encode());
    }

    @Test
    void shouldLookAtNothingToCome() {
        short[] begun = music(20);
        short[] other = Sounds.join(begun, Sounds.noise(0.3, 5));
        StreamRhythm stream = tracker.start(0);
        stream.process(other, 0, begun.length);

        assertThat(stream.rolling()).isEqualTo(Sounds.heard(begun).rolling());
    }

    @Test
    void shouldStaySmall() {
        short[] busy = Sounds.clicks(Click.NOISE_BURST, 600, 60, 0);
        StreamRhythm stream = Sounds.heard(busy);

        assertThat(stream.rolling().onsetRate()).isGreaterThan(9);
        assertThat(stream.encode()).hasSizeLessThan(5_000);
        assertThat(Sounds.heard(music(600)).encode()).hasSizeLessThan(5_000);
    }

    @Test
    void shouldHearNoOnsetWhereSamplesAreMissing() {
        short[] soft = Sounds.sine(300, 3);
        short[] loud = Sounds.noise(0.2, 3);
        StreamRhythm whole = Sounds.heard(Sounds.join(soft, loud));
        StreamRhythm broken = tracker.start(0);
        broken.process(soft, 0, soft.length);
        broken.breakOff();
        broken.process(loud, 0, loud.length);

        double frame = 1.0 / 6;
        assertThat(whole.whole().onsetRate()).isGreaterThan(1.5 * frame);
        assertThat(broken.whole().onsetRate()).isLessThan(1.5 * frame);
        assertThat(broken.position()).isEqualTo(soft.length + loud.length);
    }

    @Test
    void shouldRefuseTheStateOfAnotherVersion() {
        byte[] encoded = tracker.start(0).encode();
        encoded[0]++;

        assertThatThrownBy(() -> tracker.resume(encoded))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 2");
    }

    /** What is left are TarsosDSP's own arrays. Until the JIT has compiled it, the Vector API allocates its vectors. */
    @Test
    void shouldAllocateLittle() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        short[] second = music(1);
        StreamRhythm stream = tracker.start(0);
        stream.process(second, 0, second.length);
        tracker.warmUp();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 500 && least >= FEW_BYTES; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            stream.process(second, 0, second.length);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(least).isLessThan(FEW_BYTES);
    }

    private void assertSame(short[] pcm, IntSupplier lengths) {
        StreamRhythm stream = tracker.start(0);
        int at = 0;
        while (at < pcm.length) {
            int length = Math.min(lengths.getAsInt(), pcm.length - at);
            stream.process(pcm, at, length);
            stream = tracker.resume(stream.encode());
            at += length;
        }
        StreamRhythm whole = Sounds.heard(pcm);
        assertThat(stream.encode()).isEqualTo(whole.encode());
        assertThat(stream.rolling()).isEqualTo(whole.rolling());
        assertThat(stream.whole()).isEqualTo(whole.whole());
        assertThat(stream.position()).isEqualTo(pcm.length);
    }

    /** Notes of a scale, five a second, over noise. */
    private static short[] music(double seconds) {
        Random random = new Random(9);
        return Sounds.signal(seconds, i -> {
            double time = (double) i / Sounds.RATE;
            double sinceNote = time % 0.2;
            double hertz = 110 * Math.pow(2, (int) (time / 0.2) * 7 % 24 / 12.0);
            return 0.3 * Math.exp(-sinceNote / 0.15) * Math.sin(2 * Math.PI * hertz * sinceNote)
                    + 0.003 * random.nextGaussian();
        });
    }
}
