package io.genrestream.ingest.live;

import static io.genrestream.ingest.live.SampleFlow.Verdict.FLOWS;
import static io.genrestream.ingest.live.SampleFlow.Verdict.NEEDS_DECODER;
import static io.genrestream.ingest.live.SampleFlow.Verdict.STALLED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SampleFlowTest {
    private long now;
    private final SampleFlow flow = new SampleFlow(Duration.ofSeconds(10), () -> now);

    @Test
    void shouldTakeTenSecondsWithoutSamplesForAStall() {
        flow.bytes(16_000);
        flow.samples(22_050);
        pass(9);
        assertThat(flow.verdict()).isEqualTo(FLOWS);
        pass(1);
        assertThat(flow.verdict()).isEqualTo(STALLED);
    }

    @Test
    void shouldTakeATrickleForAStall() {
        flow.samples(22_050);
        for (int second = 0; second < 10; second++) {
            flow.bytes(1);
            pass(1);
        }
        assertThat(flow.verdict()).isEqualTo(STALLED);
    }

    @Test
    void shouldWantAnotherDecoderOnceWhereBytesComeAndNoSamples() {
        flow.samples(22_050);
        takeOnlyBytes();
        assertThat(flow.verdict()).isEqualTo(NEEDS_DECODER);
        assertThat(flow.verdict()).isEqualTo(FLOWS);
        takeOnlyBytes();
        assertThat(flow.verdict()).isEqualTo(STALLED);
    }

    @Test
    void shouldWantAnotherDecoderAgainAfterTheLastOneGaveSamples() {
        takeOnlyBytes();
        assertThat(flow.verdict()).isEqualTo(NEEDS_DECODER);
        flow.samples(22_050);
        takeOnlyBytes();
        assertThat(flow.verdict()).isEqualTo(NEEDS_DECODER);
    }

    private void takeOnlyBytes() {
        for (int second = 0; second < 10; second++) {
            flow.bytes(16_000);
            pass(1);
        }
    }

    private void pass(int seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }
}
