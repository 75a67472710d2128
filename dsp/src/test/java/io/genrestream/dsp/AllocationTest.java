package io.genrestream.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTest {
    private static final int FRAMES = 2000;

    /** Until the JIT has compiled it, the Vector API allocates its vectors; so rounds are tried until one is free of it. */
    @ParameterizedTest
    @ValueSource(strings = {"shipped", "customary", "unusual"})
    void shouldAllocateNothingPerFrame(String name) {
        FrontEndSpec spec = GoldenVectors.specs().get(name);
        FrontEnd frontEnd = new FrontEnd(spec);
        FramingState framing = new FramingState();
        short[] pcm = new short[spec.hop()];
        FrameSink sink = row -> {};
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;

        for (int round = 0; round < 60 && least >= FRAMES; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int frame = 0; frame < FRAMES; frame++) {
                pcm[frame % pcm.length] += 31;
                frontEnd.process(framing, pcm, 0, pcm.length, sink);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        // Under a byte a frame: what is left is of the measurement itself.
        assertThat(least).isLessThan(FRAMES);
    }
}
