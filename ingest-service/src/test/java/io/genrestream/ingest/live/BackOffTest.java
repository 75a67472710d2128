package io.genrestream.ingest.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final List<Duration> STEPS = BackOff.SOON;

    @Test
    void shouldWaitLongerEachTimeAndNeverBeyondTwoMinutes() {
        BackOff retries = new BackOff(STEPS, new Random(1));

        for (int i = 0; i < 20; i++) {
            Duration step = STEPS.get(Math.min(i, STEPS.size() - 1));
            assertThat(retries.next())
                    .isBetween(step.dividedBy(2), step.multipliedBy(3).dividedBy(2))
                    .isLessThanOrEqualTo(Duration.ofMinutes(2));
        }
    }

    @Test
    void shouldNotBringTheSourcesOfADeadServerBackInOneSecond() {
        Random random = new Random(2);
        List<BackOff> sources =
                IntStream.range(0, 50).mapToObj(_ -> new BackOff(STEPS, random)).toList();
        for (int round = 0; round < 4; round++) {
            sources.forEach(BackOff::next);
        }

        assertThat(sources.stream().map(source -> source.next().toSeconds()).distinct())
                .hasSizeGreaterThan(10);
    }

    @Test
    void shouldBeginAnewWhenTheSourceIsWell() {
        BackOff retries = new BackOff(STEPS, new Random(3));
        for (int stall = 0; stall < 10; stall++) {
            assertThat(retries.next()).isLessThan(Duration.ofSeconds(2));
            retries.reset();
        }
    }
}
