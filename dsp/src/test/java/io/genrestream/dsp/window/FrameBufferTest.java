package io.genrestream.dsp.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameBufferTest {
    private final FrameBuffer buffer = new FrameBuffer(2);

    @Test
    void shouldHoldFramesBeyondItsFirstSizeUntilTheyAreDiscarded() {
        add(0, 200);

        buffer.discardBefore(150);

        assertThat(buffer.end()).isEqualTo(200);
        assertThat(value(150)).isEqualTo(150);
        assertThat(value(199)).isEqualTo(199);
        add(200, 300);
        assertThat(value(150)).isEqualTo(150);
        assertThat(value(299)).isEqualTo(299);
    }

    @Test
    void shouldDiscardNothingTwiceAndNoFrameThatIsStillToCome() {
        add(0, 10);

        buffer.discardBefore(4);
        buffer.discardBefore(2);
        assertThat(value(4)).isEqualTo(4);
        buffer.discardBefore(40);

        assertThat(buffer.end()).isEqualTo(10);
        add(10, 11);
        assertThat(value(10)).isEqualTo(10);
    }

    @Test
    void shouldGoOnAfterFramesThatCameFromElsewhere() {
        float[] rows = buffer.restart(1_000_000_000_000L, 1_000_000_000_000L + 100);
        for (int frame = 0; frame < 100; frame++) {
            rows[2 * frame] = frame;
        }
        buffer.frame(new float[] {100, 0});

        assertThat(buffer.end()).isEqualTo(1_000_000_000_101L);
        assertThat(value(1_000_000_000_000L)).isZero();
        assertThat(value(1_000_000_000_100L)).isEqualTo(100);
    }

    private void add(int from, int to) {
        for (int frame = from; frame < to; frame++) {
            buffer.frame(new float[] {frame, -frame});
        }
    }

    private float value(long frame) {
        return buffer.rows()[buffer.rowOf(frame) * 2];
    }
}
