package io.genrestream.inference.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.EndReason;
import io.genrestream.inference.Windows;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of a stream while it is open and after its end. */
class TrackStateSizeTopologyTest {
    private TopologyFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TopologyFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldBoundTheStateOfALongStream() {
        for (int i = 0; i < 600; i++) {
            fixture.send(Windows.window("long", i));
        }
        int open = encodedBytes("long");
        fixture.send(Windows.end("long", 600, EndReason.COMPLETE));

        assertThat(open).isLessThan(2_048);
        assertThat(encodedBytes("long")).isLessThan(64);
    }

    @Test
    void shouldForgetWhatEndedAndWhatWasAbandoned() {
        fixture.send(Windows.window("ended", 0), Windows.end("ended", 1, EndReason.COMPLETE));
        fixture.send(Windows.window("open", 0));

        fixture.driver.advanceWallClockTime(Duration.ofHours(3));
        assertThat(fixture.states().get("ended")).isNull();
        assertThat(fixture.states().get("open")).isNotNull();

        fixture.driver.advanceWallClockTime(Duration.ofHours(22));
        assertThat(fixture.states().get("open")).isNull();
    }

    private int encodedBytes(String streamId) {
        return TrackState.serde().serializer().serialize("", fixture.states().get(streamId)).length;
    }
}
