package io.genrestream.dsp.fma;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.genrestream.dsp.GoldenVectors;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class FmaAllocationTest {
    private static final int ROUNDS = 60;

    /** Until the JIT has compiled it, the Vector API allocates its vectors; so rounds are tried until one is free of it. */
    @Test
    void shouldAllocateNothingPerFrame() {
        short[] pcm = GoldenVectors.samples("fma/chords");
        FmaFeatures features = new FmaFeatures();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int frames = 10 * (pcm.length / Clip.HOP);
        long least = Long.MAX_VALUE;

        for (int round = 0; round < ROUNDS && least >= frames; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10; i++) {
                features.add(pcm, 0, pcm.length);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            features.finish();
        }

        assertThat(least).isLessThan(frames);
    }
}
