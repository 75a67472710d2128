package io.genrestream.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PushArrivalsTest {
    private static final Duration SOON = Duration.ofMillis(10);

    private final PushArrivals arrivals = new PushArrivals();

    @Test
    void shouldMakeOneGapOfAllThatIsDroppedInOnePlace() throws Exception {
        arrivals.grant(20);
        arrivals.add(new byte[10]);
        for (int i = 0; i < 100_000; i++) {
            arrivals.addDropped(2, 1_000_000);
        }
        assertThat(arrivals.next(SOON).bytes()).hasSize(10);
        assertCode(IngestError.BODY_STALLED, () -> arrivals.next(SOON));

        arrivals.add(new byte[10]);
        assertThat(arrivals.next(SOON).droppedSamples()).isEqualTo(200_000);
        assertThat(arrivals.next(SOON).bytes()).hasSize(10);
    }

    @Test
    void shouldNotLoseAGapAtTheEnd() throws Exception {
        arrivals.addDropped(7, 10);
        arrivals.end();

        assertThat(arrivals.next(SOON).droppedSamples()).isEqualTo(7);
        assertThat(arrivals.next(SOON).isEnd()).isTrue();
    }

    @Test
    void shouldRefuseAGapThatCannotBe() {
        assertCode(IngestError.INVALID_MESSAGE, () -> arrivals.addDropped(0, 10));
        assertCode(IngestError.INVALID_MESSAGE, () -> arrivals.addDropped(Long.MIN_VALUE, 10));
        arrivals.addDropped(6, 10);
        assertCode(IngestError.INVALID_MESSAGE, () -> arrivals.addDropped(5, 10));
        assertCode(IngestError.INVALID_MESSAGE, () -> arrivals.addDropped(Long.MAX_VALUE, 10));
    }

    @Test
    void shouldRefuseMoreBytesThanCredit() {
        arrivals.grant(10);
        arrivals.add(new byte[4]);
        assertCode(IngestError.CREDIT_EXCEEDED, () -> arrivals.add(new byte[7]));
    }

    private static void assertCode(IngestError code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.code()).isEqualTo(code.name()));
    }
}
