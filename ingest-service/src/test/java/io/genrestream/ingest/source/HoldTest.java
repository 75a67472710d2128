package io.genrestream.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoldTest {
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int LOOKS_A_MINUTE = 240;

    private long now = Long.MAX_VALUE - 1;
    private final Hold hold = new Hold(Duration.ofMinutes(1), Duration.ofSeconds(2), () -> now);

    @Test
    void shouldNotLastBeforeTheGroupHasCountedTheInstanceIn() {
        assertThat(lastsAfter(LOOK, false)).isFalse();
        assertThat(lastsAfter(LOOK, true)).isTrue();
    }

    @Test
    void shouldLastForAMinuteAndAnewOnceTheInstanceIsCertainAgain() {
        for (int outage = 0; outage < 2; outage++) {
            assertThat(lastsAfter(LOOK, true)).isTrue();
            for (int look = 0; look < LOOKS_A_MINUTE; look++) {
                assertThat(lastsAfter(LOOK, false)).isTrue();
            }
            assertThat(lastsAfter(LOOK, false)).isFalse();
        }
    }

    @Test
    void shouldEndWhenTheProcessStoodStillSinceOthersMayHaveTheSources() {
        lastsAfter(LOOK, true);
        assertThat(lastsAfter(Duration.ofSeconds(3), false)).isFalse();
        assertThat(lastsAfter(LOOK, false)).isFalse();

        lastsAfter(LOOK, true);
        lastsAfter(LOOK, false);
        assertThat(lastsAfter(Duration.ofSeconds(3), false)).isFalse();
    }

    @Test
    void shouldLastWhenTheProcessStoodStillAndIsCertainAllTheSame() {
        lastsAfter(LOOK, true);
        assertThat(lastsAfter(Duration.ofSeconds(3), true)).isTrue();
    }

    @Test
    void shouldNotTakeALongLookForAStandstill() {
        lastsAfter(LOOK, true);
        now += Duration.ofSeconds(5).toNanos();
        hold.reconciled();
        assertThat(lastsAfter(LOOK, false)).isTrue();
    }

    private boolean lastsAfter(Duration passed, boolean certain) {
        now += passed.toNanos();
        return hold.lasts(certain);
    }
}
