package io.genrestream.inference.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.TrackGenre;
import io.genrestream.inference.Windows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams that repeat, break off, come back or interleave, and services that restart. */
class ContinuityTopologyTest {
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
    void shouldDropDuplicates() {
        FeatureWindow first = Windows.window("song", 0);
        FeatureWindow second = Windows.window("song", 1);
        FeatureWindow end = Windows.end("song", 2, EndReason.COMPLETE);
        fixture.send(first, second, first, second, end, second, end);

        assertThat(fixture.predictions.readValuesToList()).hasSize(2);
        assertThat(fixture.tracks.readValuesToList())
                .extracting(TrackGenre::getFinal$)
                .containsExactly(false, false, true);
        assertThat(fixture.meters.counter("genrestream.duplicates").count()).isEqualTo(4);
    }

    @Test
    void shouldGoOnAfterAGap() {
        FeatureWindow afterGap = Windows.window("song", 0);
        afterGap.setEpoch(1);
        afterGap.setStreamSample(Windows.window("song", 3).getStreamSample());
        afterGap.setCapturedAt(Windows.START.plusSeconds(9));
        fixture.send(Windows.window("song", 0), Windows.window("song", 1), afterGap);

        assertThat(fixture.tracks.readValuesToList())
                .extracting(TrackGenre::getWindows)
                .containsExactly(1, 2, 3);
    }

    @Test
    void shouldStartAnewWithAnotherAttempt() {
        FeatureWindow again = Windows.window("song", 0);
        again.setEpoch(1);
        again.setCapturedAt(Windows.START.plusSeconds(60));
        fixture.send(Windows.window("song", 0), Windows.window("song", 1), again);
        assertThat(fixture.tracks.readValuesToList())
                .as("the broken attempt does not count")
                .extracting(TrackGenre::getWindows)
                .containsExactly(1, 2, 1);

        FeatureWindow end = Windows.end("song", 1, EndReason.COMPLETE);
        end.setEpoch(1);
        end.setCapturedAt(Windows.START.plusSeconds(61));
        FeatureWindow third = Windows.window("song", 0);
        third.setEpoch(2);
        third.setCapturedAt(Windows.START.plusSeconds(120));
        fixture.send(end, third);

        assertThat(fixture.tracks.readValuesToList())
                .extracting(TrackGenre::getFinal$, TrackGenre::getWindows)
                .containsExactly(tuple(true, 1), tuple(false, 1));
    }

    @Test
    void shouldHearAStreamThatComesBackAfterTheFeatureServiceForgotIt() {
        FeatureWindow later = Windows.window("song", 0);
        later.setCapturedAt(Windows.START.plus(Duration.ofMinutes(90)));
        fixture.send(Windows.window("song", 0), Windows.end("song", 1, EndReason.COMPLETE), later);

        assertThat(fixture.tracks.readValuesToList())
                .extracting(TrackGenre::getFinal$)
                .containsExactly(false, true, false);
    }

    @Test
    void shouldKeepStreamsApart() throws Exception {
        for (int i = 0; i < 5; i++) {
            fixture.send(Windows.window("one", i), Windows.window("two", i));
        }
        List<TrackGenre> interleaved = fixture.tracks.readValuesToList();
        try (TopologyFixture alone = new TopologyFixture()) {
            for (int i = 0; i < 5; i++) {
                alone.send(Windows.window("two", i));
            }

            assertThat(interleaved.getLast())
                    .isEqualTo(alone.tracks.readValuesToList().getLast());
        }
    }

    @Test
    void shouldGoOnAfterARestartAsIfUndisturbed() throws Exception {
        List<TrackGenre> undisturbed = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            fixture.send(window(i));
        }
        undisturbed.addAll(fixture.tracks.readValuesToList());

        List<TrackGenre> restarted = new ArrayList<>();
        try (TopologyFixture first = new TopologyFixture();
                TopologyFixture second = new TopologyFixture()) {
            for (int i = 0; i < 4; i++) {
                first.send(window(i));
            }
            restarted.addAll(first.tracks.readValuesToList());
            first.changelog().forEach(state -> second.states().put(state.key, state.value));
            for (int i = 4; i < 9; i++) {
                second.send(window(i));
            }
            restarted.addAll(second.tracks.readValuesToList());
        }

        assertThat(restarted).isEqualTo(undisturbed);
        assertThat(restarted.getLast().getFinal$()).isTrue();
    }

    @Test
    void shouldNotMixTheScoresOfTwoModels() throws Exception {
        fixture.send(Windows.window("song", 0), Windows.window("song", 1));
        try (TopologyFixture other = new TopologyFixture("tiny-sigmoid.onnx")) {
            fixture.changelog().forEach(state -> other.states().put(state.key, state.value));

            other.send(Windows.window("song", 1), Windows.window("song", 2));

            assertThat(other.tracks.readValuesToList())
                    .extracting(TrackGenre::getWindows, TrackGenre::getModelName)
                    .containsExactly(tuple(1, "tiny-sigmoid"));
        }
    }

    private static FeatureWindow window(int i) {
        return i < 8 ? Windows.window("song", i) : Windows.end("song", 8, EndReason.COMPLETE);
    }
}
