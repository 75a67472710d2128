package io.genrestream.ingest.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final int RATE = 22_050;

    private long now;
    private final Pace pace = new Pace(RATE, () -> now);

    @Test
    void shouldLetABurstPass() {
        for (int second = 0; second < 60; second++) {
            assertThat(pace.waitFor(RATE)).isEqualTo(Duration.ZERO);
        }
        assertThat(pace.waitFor(RATE)).isPositive();
    }

    @Test
    void shouldLetAFastClockPassForDays() {
        for (int second = 0; second < 100_000; second++) {
            now += 1_000_000_000;
            assertThat(pace.waitFor(RATE + RATE / 1_000)).isEqualTo(Duration.ZERO);
        }
    }

    @Test
    void shouldHoldAFileToItsLength() {
        double waited = 0;
        for (int second = 0; second < 3_600; second++) {
            Duration wait = pace.waitFor(RATE);
            waited += wait.toMillis() / 1_000.0;
            now += wait.toNanos();
        }
        assertThat(waited).isGreaterThan(3_300);
    }
}
