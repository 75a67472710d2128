package io.genrestream.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.ingest.admission.DecoderTurns.Turn;
import io.genrestream.ingest.fault.IngestException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecoderTurnsTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void shouldKeepHalfOfTheDecodersForBodiesThatHaveComeWhole() {
        DecoderTurns turns = new DecoderTurns(4, 32, SHORT);
        assertThat(turns.tryUnfinished()).isPresent();
        assertThat(turns.tryUnfinished()).isPresent();
        assertThat(turns.tryUnfinished()).isEmpty();

        Turn whole = turns.await();
        turns.await();
        refuses(turns, "DECODERS_BUSY");

        whole.close();
        turns.await();
    }

    @Test
    void shouldKeepASingleDecoderForWholeBodies() {
        DecoderTurns turns = new DecoderTurns(1, 32, SHORT);
        assertThat(turns.tryUnfinished()).isEmpty();
        turns.await();
    }

    @Test
    void shouldGiveTheNextOneADecoderWhenABodyHasComeWhole() {
        DecoderTurns turns = new DecoderTurns(2, 32, SHORT);
        Turn first = turns.tryUnfinished().orElseThrow();
        first.finished();
        Turn second = turns.tryUnfinished().orElseThrow();

        // Ending it gives back once what it has, however often it says that it has come whole.
        first.finished();
        first.close();
        assertThat(turns.tryUnfinished()).isEmpty();
        second.close();
        assertThat(turns.tryUnfinished()).isPresent();
    }

    @Test
    void shouldRefuseMoreThanMayWait() {
        DecoderTurns turns = new DecoderTurns(2, 2, SHORT);
        turns.await();
        Turn second = turns.await();
        refuses(turns, "TOO_MANY_UPLOADS");
        second.close();
        turns.await();
    }

    @Test
    void shouldNotOvertakeThoseThatWait() throws InterruptedException {
        DecoderTurns turns = new DecoderTurns(2, 32, Duration.ofSeconds(30));
        Turn first = turns.await();
        turns.await();
        Thread waiting = Thread.ofVirtual().start(turns::await);
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(1);
        }
        assertThat(turns.tryUnfinished()).isEmpty();
        first.close();
        waiting.join(Duration.ofSeconds(30));
        assertThat(waiting.isAlive()).isFalse();
    }

    private static void refuses(DecoderTurns turns, String code) {
        assertThatThrownBy(turns::await)
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
