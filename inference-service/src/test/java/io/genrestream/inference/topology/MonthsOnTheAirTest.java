package io.genrestream.inference.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.TrackGenre;
import io.genrestream.inference.Windows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sixty days of a station: a window every half an hour, nights off the air, weeks with titles and weeks without. */
class MonthsOnTheAirTest {
    private static final int DAYS = 60;
    private static final int STEPS_A_DAY = 48;
    private static final int OFF_THE_AIR_FROM = 44;
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final long RATE = 22_050;
    /** Of a window (samples). */
    private static final long LENGTH = Windows.window("station", 0).getEndSample();

    /** Made once: what they hold matters less than that they are many. */
    private final List<FeatureWindow> music =
            IntStream.range(0, 8).mapToObj(i -> Windows.window("station", i)).toList();

    @AutoClose
    private TopologyFixture fixture;

    private int epoch;

    @BeforeEach
    void open() throws Exception {
        fixture = new TopologyFixture();
    }

    @Test
    void shouldStayAsSmallAsOnTheFirstDaysAndTellTheTimesExactly() {
        List<Integer> stored = new ArrayList<>();
        List<Integer> written = new ArrayList<>();
        List<TrackGenre> finals = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            int most = 0;
            for (int step = 0; step < STEPS_A_DAY; step++) {
                process(day, step);
                most = Math.max(most, storedBytes());
                fixture.driver.advanceWallClockTime(STEP);
            }
            stored.add(most);
            written.add(fixture.changelogBytes());
            fixture.predictions.readValuesToList();
            fixture.tracks.readValuesToList();
            finals.addAll(fixture.segments.readValuesToList().stream()
                    .filter(TrackGenre::getFinal$)
                    .toList());
        }

        System.out.printf(
                "a station of 60 days: %d bytes stored, %d bytes a day to the changelogs%n",
                Collections.max(stored), Collections.max(written));
        assertThat(stored).allSatisfy(bytes -> assertThat(bytes).isBetween(1_000, 16_384));
        assertThat(Collections.max(written.subList(30, DAYS)))
                .as("bytes a day in the second month, against the first")
                .isLessThanOrEqualTo(Collections.max(written.subList(0, 30)) * 11 / 10);
        assertThat(finals.size()).isGreaterThan(DAYS * 24);
        assertThat(finals)
                .extracting(TrackGenre::getSegment)
                .isEqualTo(IntStream.range(0, finals.size()).boxed().toList());
        assertThat(finals).allSatisfy(segment -> {
            long startedAt = segment.getSegmentStartedAt().toEpochMilli() - Windows.START.toEpochMilli();
            assertThat(startedAt / 1e3).isCloseTo(segment.getSegmentStart(), within(0.002));
            assertThat(segment.getSegmentEnd()).isGreaterThanOrEqualTo(segment.getSegmentStart());
        });
        TrackGenre last = finals.getLast();
        double lastDay = Duration.ofDays(DAYS - 1).toSeconds();
        assertThat(last.getSegmentStart()).isEqualTo(lastDay + (OFF_THE_AIR_FROM - 1) * STEP.toSeconds());
        assertThat(last.getEndReason()).isEqualTo(EndReason.IDLE);
    }

    private void process(int day, int step) {
        if (step > OFF_THE_AIR_FROM) {
            return;
        }
        Duration time = Duration.ofDays(day).plus(STEP.multipliedBy(step));
        FeatureWindow window = step == OFF_THE_AIR_FROM
                ? Windows.end("station", 1, EndReason.IDLE)
                : music.get((day * STEPS_A_DAY + step) % music.size());
        boolean titled = day / 7 % 2 == 0;
        long start = time.toSeconds() * RATE;
        window.setLive(true);
        window.setTitle(titled ? "Song " + step % 5 : null);
        window.setEpoch(step == OFF_THE_AIR_FROM ? epoch : ++epoch);
        window.setWindowIndex(0);
        window.setStartSample(start);
        window.setEndSample(step == OFF_THE_AIR_FROM ? start : start + LENGTH);
        window.setStreamSample(window.getEndSample());
        window.setCapturedAt(Windows.START.plusMillis(Math.round(1_000.0 * window.getStreamSample() / RATE)));
        fixture.send(window);
    }

    private int storedBytes() {
        int bytes = new TrackState.Format().encode(fixture.states().get("station")).length;
        try (KeyValueIterator<String, byte[]> all = fixture.entries().all()) {
            while (all.hasNext()) {
                bytes += all.next().value.length;
            }
        }
        return bytes;
    }
}
