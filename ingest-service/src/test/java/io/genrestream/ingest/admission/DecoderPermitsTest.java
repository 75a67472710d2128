package io.genrestream.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.ingest.admission.DecoderPermits.Permit;
import io.genrestream.ingest.fault.IngestException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecoderPermitsTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void shouldKeepHalfOfTheDecodersForBodiesThatHaveComeWhole() {
        DecoderPermits permits = new DecoderPermits(4, 32, SHORT);
        assertThat(permits.tryUnfinished()).isPresent();
        assertThat(permits.tryUnfinished()).isPresent();
        assertThat(permits.tryUnfinished()).isEmpty();

        Permit whole = permits.await();
        permits.await();
        refuses(permits, "DECODERS_BUSY");

        whole.close();
        permits.await();
    }

    @Test
    void shouldKeepASingleDecoderForWholeBodies() {
        DecoderPermits permits = new DecoderPermits(1, 32, SHORT);
        assertThat(permits.tryUnfinished()).isEmpty();
        permits.await();
    }

    @Test
    void shouldGiveTheNextOneADecoderWhenABodyHasComeWhole() {
        DecoderPermits permits = new DecoderPermits(2, 32, SHORT);
        Permit first = permits.tryUnfinished().orElseThrow();
        first.finished();
        Permit second = permits.tryUnfinished().orElseThrow();

        // Ending it gives back once what it has, however often it says that it has come whole.
        first.finished();
        first.close();
        assertThat(permits.tryUnfinished()).isEmpty();
        second.close();
        assertThat(permits.tryUnfinished()).isPresent();
    }

    @Test
    void shouldRefuseMoreThanMayWait() {
        DecoderPermits permits = new DecoderPermits(2, 2, SHORT);
        permits.await();
        Permit second = permits.await();
        refuses(permits, "TOO_MANY_UPLOADS");
        second.close();
        permits.await();
    }

    @Test
    void shouldNotOvertakeThoseThatWait() throws InterruptedException {
        DecoderPermits permits = new DecoderPermits(2, 32, Duration.ofSeconds(30));
        Permit first = permits.await();
        permits.await();
        Thread waiting = Thread.ofVirtual().start(permits::await);
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        assertThat(permits.tryUnfinished()).isEmpty();
        first.close();
        waiting.join(Duration.ofSeconds(30));
        assertThat(waiting.isAlive()).isFalse();
    }

    private static void refuses(DecoderPermits permits, String code) {
        assertThatThrownBy(permits::await)
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
