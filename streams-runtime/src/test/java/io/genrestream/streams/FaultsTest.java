package io.genrestream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.kit.settings.OnFailedRecord;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final RecordPlace PLACE = new RecordPlace("audio.chunks", 3, 41);

    private final AtomicLong clock = new AtomicLong();
    private final Faults faults = new Faults(OnFailedRecord.SET_ASIDE, kind -> {}, clock::get);

    @Test
    void shouldGiveUpWhatFailsThreeTimesInTheSameWay() {
        for (int i = 0; i < 3; i++) {
            assertThat(faults.givenUp(PLACE)).isEmpty();
            assertThat(faults.failed(PLACE, sameEachTime("try " + i))).hasMessageContaining("audio.chunks-3@41");
        }

        assertThat(faults.givenUp(PLACE))
                .get()
                .satisfies(last -> assertThat(last).hasMessage("try 2"));
        assertThat(faults.givenUp(new RecordPlace("audio.chunks", 3, 42))).isEmpty();
    }

    @Test
    void shouldNotCountFailuresOfOneKindForAnother() {
        faults.failed(PLACE, sameEachTime("a"));
        faults.failed(PLACE, sameEachTime("b"));
        faults.failed(PLACE, new IllegalArgumentException("something else"));

        assertThat(faults.givenUp(PLACE)).isEmpty();
    }

    @Test
    void shouldCountNoFaultOutside() {
        for (int i = 0; i < 10; i++) {
            TimeoutException outage = new TimeoutException("no answer");
            assertThat(faults.failed(PLACE, outage)).isSameAs(outage);
        }

        assertThat(faults.givenUp(PLACE)).isEmpty();
    }

    @Test
    void shouldTryAgainAfterTenMinutes() {
        for (int i = 0; i < 3; i++) {
            faults.failed(PLACE, sameEachTime("a"));
        }
        TopicPartition partition = new TopicPartition("audio.chunks", 3);
        faults.commitEachOf(partition);

        clock.addAndGet(Duration.ofMinutes(11).toNanos());

        assertThat(faults.givenUp(PLACE)).isEmpty();
        assertThat(faults.commitsEachOf(partition)).isFalse();
    }

    @Test
    void shouldRememberAThousandPlacesAtMost() {
        for (int i = 0; i < 3; i++) {
            faults.failed(PLACE, sameEachTime("a"));
        }
        for (int i = 0; i < 1_000; i++) {
            faults.failed(new RecordPlace("audio.chunks", 0, i), sameEachTime("a"));
        }

        assertThat(faults.givenUp(PLACE)).isEmpty();
    }

    private static IllegalStateException sameEachTime(String message) {
        return new IllegalStateException(message);
    }
}
