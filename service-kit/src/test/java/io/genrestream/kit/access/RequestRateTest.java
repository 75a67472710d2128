package io.genrestream.kit.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestRateTest {
    private long now;
    private final RequestRate rate = new RequestRate(10, () -> now);

    @Test
    void shouldTakeThoseOfTwoSecondsAtOnceAndThenSoManyASecond() {
        assertThat(taken("alice", 100)).isEqualTo(20);

        now += 500_000_000L;
        assertThat(taken("alice", 100)).isEqualTo(5);

        now += 3_600_000_000_000L;
        assertThat(taken("alice", 100)).isEqualTo(20);
    }

    @Test
    void shouldCountEachClientByItself() {
        taken("alice", 100);

        assertThat(taken("bob", 100)).isEqualTo(20);
    }

    private int taken(String client, int requests) {
        int taken = 0;
        for (int i = 0; i < requests; i++) {
            taken += rate.take(client) ? 1 : 0;
        }
        return taken;
    }
}
