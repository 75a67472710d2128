package io.genrestream.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GracePeriodTest {
    private static final Duration CHECK = Duration.ofMillis(250);
    private static final int CHECKS_A_MINUTE = 240;

    private long now = Long.MAX_VALUE - 1;
    private final GracePeriod gracePeriod = new GracePeriod(Duration.ofMinutes(1), Duration.ofSeconds(2), () -> now);

    @Test
    void shouldNotLastBeforeTheGroupHasCountedTheInstanceIn() {
        assertThat(lastsAfter(CHECK, false)).isFalse();
        assertThat(lastsAfter(CHECK, true)).isTrue();
    }

    @Test
    void shouldLastForAMinuteAndAnewOnceTheInstanceIsCertainAgain() {
        for (int outage = 0; outage < 2; outage++) {
            assertThat(lastsAfter(CHECK, true)).isTrue();
            for (int check = 0; check < CHECKS_A_MINUTE; check++) {
                assertThat(lastsAfter(CHECK, false)).isTrue();
            }
            assertThat(lastsAfter(CHECK, false)).isFalse();
        }
    }

    @Test
    void shouldEndWhenTheProcessStoodStillSinceOthersMayHaveTheSources() {
        lastsAfter(CHECK, true);
        assertThat(lastsAfter(Duration.ofSeconds(3), false)).isFalse();
        assertThat(lastsAfter(CHECK, false)).isFalse();

        lastsAfter(CHECK, true);
        lastsAfter(CHECK, false);
        assertThat(lastsAfter(Duration.ofSeconds(3), false)).isFalse();
    }

    @Test
    void shouldLastWhenTheProcessStoodStillAndIsCertainAllTheSame() {
        lastsAfter(CHECK, true);
        assertThat(lastsAfter(Duration.ofSeconds(3), true)).isTrue();
    }

    @Test
    void shouldNotTakeALongLookForAStandstill() {
        lastsAfter(CHECK, true);
        now += Duration.ofSeconds(5).toNanos();
        gracePeriod.reconciled();
        assertThat(lastsAfter(CHECK, false)).isTrue();
    }

    private boolean lastsAfter(Duration passed, boolean certain) {
        now += passed.toNanos();
        return gracePeriod.lasts(certain);
    }
}
