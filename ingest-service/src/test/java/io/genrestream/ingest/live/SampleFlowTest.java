package io.genrestream.ingest.live;

import static io.genrestream.ingest.live.SampleFlow.State.FLOWS;
import static io.genrestream.ingest.live.SampleFlow.State.NEEDS_DECODER;
import static io.genrestream.ingest.live.SampleFlow.State.STALLED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SampleFlowTest {
    private static final int RATE = 22_050;

    private long now;
    private final SampleFlow flow = new SampleFlow(RATE, Duration.ofSeconds(10), () -> now);

    @Test
    void shouldTakeTenSecondsWithoutSamplesForAStall() {
        flow.bytes(16_000);
        flow.samples(RATE / 10);
        pass(10);
        assertThat(flow.state()).isEqualTo(FLOWS);
        pass(1);
        assertThat(flow.state()).isEqualTo(STALLED);
    }

    @Test
    void shouldTakeATrickleForAStall() {
        flow.samples(RATE / 10);
        for (int second = 0; second < 11; second++) {
            flow.bytes(1);
            pass(1);
        }
        assertThat(flow.state()).isEqualTo(STALLED);
    }

    @Test
    void shouldWantAnotherDecoderOnceWhereBytesComeAndNoSamples() {
        flow.samples(RATE / 10);
        takeOnlyBytes();
        assertThat(flow.state()).isEqualTo(NEEDS_DECODER);
        assertThat(flow.state()).isEqualTo(FLOWS);
        takeOnlyBytes();
        assertThat(flow.state()).isEqualTo(STALLED);
    }

    @Test
    void shouldWantAnotherDecoderAgainAfterTheLastOneGaveSamples() {
        takeOnlyBytes();
        assertThat(flow.state()).isEqualTo(NEEDS_DECODER);
        flow.samples(RATE / 10);
        takeOnlyBytes();
        assertThat(flow.state()).isEqualTo(NEEDS_DECODER);
    }

    @Test
    void shouldNotTakeTheTimeBetweenTwoSegmentsForAStall() {
        for (int segment = 0; segment < 100; segment++) {
            flow.bytes(160_000);
            flow.samples(12 * RATE);
            pass(12);
            assertThat(flow.state()).isEqualTo(FLOWS);
        }
        pass(12);
        assertThat(flow.state()).isEqualTo(STALLED);
    }

    private void takeOnlyBytes() {
        for (int second = 0; second < 11; second++) {
            flow.bytes(16_000);
            pass(1);
        }
    }

    private void pass(int seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }
}
