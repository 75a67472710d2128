package io.genrestream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreTimeTest {
    private static final TopicPartition HEADS = new TopicPartition("heads-changelog", 0);
    private static final TopicPartition FRAMES = new TopicPartition("frames-changelog", 0);

    private final RestoreTime time = new RestoreTime();

    @Test
    void shouldCountTheTimeInWhichAnythingIsRestored() throws InterruptedException {
        time.onRestoreStart(HEADS, "heads", 0, 10);
        time.onRestoreStart(FRAMES, "frames", 0, 10);
        Thread.sleep(20);
        time.onRestoreEnd(HEADS, "heads", 10);
        assertThat(time.stores()).isEqualTo(1);
        time.onRestoreSuspended(FRAMES, "frames", 5);

        double seconds = time.seconds();

        assertThat(seconds).isGreaterThanOrEqualTo(0.02);
        assertThat(time.stores()).isZero();
        assertThat(time.seconds()).as("stands still while nothing is restored").isEqualTo(seconds);
    }

    @Test
    void shouldForgetWhatAnApplicationThatEndedWasRestoring() {
        time.onRestoreStart(HEADS, "heads", 0, 10);

        time.reset();

        assertThat(time.stores()).isZero();
        double seconds = time.seconds();
        assertThat(time.seconds()).isEqualTo(seconds);
    }
}
