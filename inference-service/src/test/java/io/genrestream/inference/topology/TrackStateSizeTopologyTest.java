package io.genrestream.inference.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.inference.Windows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of a stream while it is open and after its end. */
class TrackStateSizeTopologyTest {
    @AutoClose
    private TopologyFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TopologyFixture();
    }

    @Test
    void shouldWriteUnderTwoKilobytesForEachWindowOfALiveStream() throws Exception {
        try (TopologyFixture shipped = TopologyFixture.shipped()) {
            List<FeatureWindow> windows = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                FeatureWindow window = Windows.window("station", i);
                window.setLive(true);
                windows.add(window);
            }
            windows.subList(0, 100).forEach(shipped::send);
            shipped.changelogBytes();
            List<Integer> written = new ArrayList<>();
            for (FeatureWindow window : windows.subList(100, 200)) {
                shipped.send(window);
                written.add(shipped.changelogBytes());
            }

            assertThat(written.stream().mapToInt(Integer::intValue).sum() / written.size())
                    .as("a window, and now and then the sums of its segment")
                    .isBetween(100, 2_047);
            assertThat(written).allSatisfy(bytes -> assertThat(bytes).isBetween(100, 6_000));
        }
    }

    @Test
    void shouldHoldTheLastMinuteOfALiveStreamAlone() {
        for (int i = 0; i < 600; i++) {
            FeatureWindow window = Windows.window("station", i);
            window.setLive(true);
            fixture.send(window);
        }
        assertThat(windowEntries()).as("what tells a change of the music").isEqualTo(39);

        fixture.send(Windows.end("station", 600, EndReason.COMPLETE));

        assertThat(fixture.entries().approximateNumEntries()).isZero();
        assertThat(encodedBytes("station")).isLessThan(64);
    }

    @Test
    void shouldLeaveNothingOfAnAttemptThatAnotherFollows() {
        for (int i = 0; i < 30; i++) {
            FeatureWindow window = Windows.window("station", i);
            window.setLive(true);
            fixture.send(window);
        }
        FeatureWindow again = Windows.window("station", 0);
        again.setAttempt(1);
        again.setLive(true);
        fixture.send(again);

        assertThat(windowEntries()).isEqualTo(1);
    }

    @Test
    void shouldForgetWhatEndedAndWhatWasAbandoned() {
        FeatureWindow live = Windows.window("open", 0);
        live.setLive(true);
        fixture.send(Windows.window("ended", 0), Windows.end("ended", 1, EndReason.COMPLETE), live);

        fixture.driver.advanceWallClockTime(Duration.ofHours(3));
        assertThat(fixture.states().get("ended")).isNull();
        assertThat(fixture.states().get("open")).isNotNull();

        fixture.driver.advanceWallClockTime(Duration.ofHours(22));
        assertThat(fixture.states().get("open")).isNull();
        assertThat(fixture.entries().approximateNumEntries()).isZero();
    }

    private int windowEntries() {
        int count = 0;
        try (KeyValueIterator<String, byte[]> all = fixture.entries().all()) {
            while (all.hasNext()) {
                count += all.next().key.contains("/w") ? 1 : 0;
            }
        }
        return count;
    }

    private int encodedBytes(String streamId) {
        return new TrackState.Format().encode(fixture.states().get(streamId)).length;
    }
}
