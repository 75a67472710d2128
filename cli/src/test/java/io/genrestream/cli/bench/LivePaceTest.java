package io.genrestream.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LivePaceTest {
    private final LivePace pace = new LivePace();

    @Test
    void shouldAddUpTheAudioOfAllStreams() {
        pace.window("a", 1.5, 100);
        pace.window("b", 1.5, 100);
        pace.window("a", 0.5, 100);

        assertThat(pace.streams()).isEqualTo(2);
        assertThat(pace.windows()).isEqualTo(3);
        assertThat(pace.seconds()).isCloseTo(3.5, within(1e-9));
    }

    @Test
    void shouldGiveTheLatencyThatAShareOfTheWindowsDoesNotExceed() {
        for (int millis = 100; millis >= 1; millis--) {
            pace.window("a", 1, millis);
        }

        assertThat(pace.latency(0.5)).isEqualTo(50);
        assertThat(pace.latency(0.99)).isEqualTo(99);
        assertThat(pace.latency(1)).isEqualTo(100);
    }

    @Test
    void shouldHaveNoLatencyWithoutAWindow() {
        assertThatThrownBy(() -> pace.latency(0.5)).isInstanceOf(IllegalStateException.class);
    }
}
