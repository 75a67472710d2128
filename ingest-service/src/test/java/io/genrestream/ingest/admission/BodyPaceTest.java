package io.genrestream.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyPaceTest {
    private static final long SECOND = 1_000_000_000;
    private static final IncomingBody.Limits LIMITS =
            new IncomingBody.Limits(Duration.ofSeconds(30), 4_096, Duration.ofHours(1));

    @Test
    void shouldEndABodyThatPausesTooLong() {
        BodyPace pace = new BodyPace(LIMITS);
        pace.came(70_000);
        long allowance = pace.allowance();
        assertThat(allowance).isEqualTo(30 * SECOND);
        assertThat(pace.exceeded(allowance))
                .hasMessageContaining("(70000 bytes came, then none for 30000 ms)")
                .satisfies(why -> assertThat(why.code()).isEqualTo("BODY_STALLED"));
    }

    @Test
    void shouldEndAByteEachTwentyNineSecondsAfterAMinute() {
        BodyPace pace = new BodyPace(LIMITS);
        assertThat(secondsUntilEnd(pace, 29, 1)).isEqualTo(60);
        assertThat(pace.exceeded(pace.allowance())).hasMessageContaining("4096 bytes a second");
    }

    @Test
    void shouldEndABodyAtHalfTheLeastRateAfterTwoMinutes() {
        assertThat(secondsUntilEnd(new BodyPace(LIMITS), 1, 2_048)).isBetween(119L, 121L);
    }

    @Test
    void shouldEndWhatCameFastAndThenTricklesAsSoonAsAnyOther() {
        BodyPace pace = new BodyPace(LIMITS);
        pace.came(100 << 20);
        assertThat(secondsUntilEnd(pace, 1, 1)).isBetween(60L, 61L);
    }

    @Test
    void shouldForgivePausesOfAClientThatIsFastOtherwise() {
        BodyPace pace = new BodyPace(LIMITS);
        for (int i = 0; i < 50; i++) {
            assertThat(pace.allowance()).isEqualTo(30 * SECOND);
            pace.waited(20 * SECOND);
            pace.came(1 << 20);
        }
    }

    @Test
    void shouldEndABodyJustAboveTheLeastRateAtItsDeadline() {
        BodyPace pace = new BodyPace(LIMITS);
        assertThat(secondsUntilEnd(pace, 1, 4_200)).isEqualTo(3_600);
        assertThat(pace.exceeded(pace.allowance())).hasMessageContaining("3600 s");
    }

    @Test
    void shouldTellSlowBodiesFromNewOnes() {
        BodyPace fresh = new BodyPace(LIMITS);
        BodyPace silent = new BodyPace(LIMITS);
        silent.waited(5 * SECOND);
        BodyPace slow = new BodyPace(LIMITS);
        slow.waited(50 * SECOND);
        slow.came(50 * 4_096);
        assertThat(fresh.nanosPerByte()).isLessThan(slow.nanosPerByte());
        assertThat(slow.nanosPerByte()).isLessThan(silent.nanosPerByte());
    }

    /** Sends so many bytes every so many seconds until the client may not be waited for any longer. */
    private static long secondsUntilEnd(BodyPace pace, long seconds, int bytes) {
        long waited = 0;
        while (pace.allowance() >= seconds * SECOND) {
            pace.waited(seconds * SECOND);
            pace.came(bytes);
            waited += seconds;
        }
        return waited + pace.allowance() / SECOND;
    }
}
