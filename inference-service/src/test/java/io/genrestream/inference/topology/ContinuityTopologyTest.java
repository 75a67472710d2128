package io.genrestream.inference.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import io.genrestream.inference.Windows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams that repeat, break off, come back or interleave, and services that restart. */
class ContinuityTopologyTest {
    @AutoClose
    private TopologyFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TopologyFixture();
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
        assertThat(fixture.meters.counter("genrestream_duplicate_windows_total").count())
                .isEqualTo(4);
    }

    @Test
    void shouldGoOnAfterAGapAndCountWhatWasLostAsMediaTime() {
        long lost = 60L * 22_050;
        FeatureWindow afterGap = Windows.window("song", 0);
        afterGap.setEpoch(1);
        afterGap.setStartSample(Windows.window("song", 1).getEndSample() + lost);
        afterGap.setEndSample(
                afterGap.getStartSample() + Windows.window("song", 0).getEndSample());
        afterGap.setStreamSample(afterGap.getEndSample());
        fixture.send(Windows.window("song", 0), Windows.window("song", 1), afterGap);

        List<TrackGenre> tracks = fixture.tracks.readValuesToList();

        assertThat(tracks).extracting(TrackGenre::getWindows).containsExactly(1, 2, 3);
        assertThat(tracks.getLast().getSeconds()).isEqualTo(afterGap.getEndSample() / 22_050.0);
    }

    @Test
    void shouldStartAnewWithAGreaterAttemptWhateverTheClocksSay() {
        FeatureWindow again = Windows.window("song", 0);
        again.setAttempt(7);
        again.setCapturedAt(Windows.START.minusSeconds(60));
        fixture.send(Windows.window("song", 0), Windows.window("song", 1), again);

        assertThat(fixture.tracks.readValuesToList())
                .as("the broken attempt does not count")
                .extracting(TrackGenre::getAttempt, TrackGenre::getWindows)
                .containsExactly(tuple(0L, 1), tuple(0L, 2), tuple(7L, 1));
        assertThat(fixture.predictions.readValuesToList())
                .extracting(GenrePrediction::getAttempt)
                .containsExactly(0L, 0L, 7L);
    }

    @Test
    void shouldDropAndCountWhatComesLateOfAnEarlierAttempt() {
        FeatureWindow late = Windows.window("song", 5);
        late.setAttempt(6);
        late.setEpoch(9);
        late.setCapturedAt(Windows.START.plusSeconds(900));
        FeatureWindow lateEnd = Windows.end("song", 6, EndReason.DELETED);
        lateEnd.setAttempt(6);
        fixture.send(attempt(7, Windows.window("song", 0)), late, lateEnd, attempt(7, Windows.window("song", 1)));

        assertThat(fixture.tracks.readValuesToList())
                .extracting(TrackGenre::getWindows)
                .containsExactly(1, 2);
        assertThat(fixture.meters.counter("genrestream_late_windows_total").count())
                .isEqualTo(2);
    }

    @Test
    void shouldNotReopenAnAttemptThatEnded() {
        FeatureWindow later = attempt(3, Windows.window("song", 0));
        later.setEpoch(4);
        later.setCapturedAt(Windows.START.plus(Duration.ofMinutes(90)));
        fixture.send(
                attempt(3, Windows.window("song", 0)), attempt(3, Windows.end("song", 1, EndReason.ABORTED)), later);
        assertThat(fixture.tracks.readValuesToList())
                .extracting(TrackGenre::getFinal$)
                .containsExactly(false, true);

        fixture.send(attempt(4, Windows.window("song", 0)));
        assertThat(fixture.tracks.readValuesToList())
                .extracting(TrackGenre::getFinal$, TrackGenre::getWindows)
                .containsExactly(tuple(false, 1));
    }

    @Test
    void shouldTellWhenTheAttemptStarted() {
        FeatureWindow again = attempt(7, Windows.window("song", 0));
        again.setCapturedAt(Windows.START.plusSeconds(30));
        FeatureWindow goesOn = attempt(7, Windows.window("song", 1));
        goesOn.setCapturedAt(Windows.START.plusSeconds(32));
        fixture.send(Windows.window("song", 0), Windows.window("song", 1), again, goesOn);

        assertThat(fixture.tracks.readValuesToList())
                .extracting(TrackGenre::getStartedAt)
                .containsExactly(
                        Windows.START, Windows.START, Windows.START.plusSeconds(30), Windows.START.plusSeconds(30));
    }

    @Test
    void shouldTakeAnEndThatItDoesNotKnowAsAnEnd() {
        fixture.send(Windows.window("song", 0), Windows.end("song", 1, EndReason.UNKNOWN), Windows.window("song", 2));

        assertThat(fixture.tracks.readValuesToList())
                .extracting(TrackGenre::getFinal$)
                .containsExactly(false, true);
    }

    @Test
    void shouldLeaveNothingOfADeletedStream() {
        fixture.send(
                attempt(3, Windows.window("song", 0)),
                attempt(3, Windows.end("song", 1, EndReason.DELETED)),
                attempt(3, Windows.window("song", 1)));

        assertThat(fixture.tracks.readKeyValuesToList())
                .extracting(track -> track.key, track -> track.value == null)
                .containsExactly(tuple("song", false), tuple("song", true));
        assertThat(fixture.driver
                        .getKeyValueStore(InferenceTopology.TRACK_RESULTS)
                        .get("song"))
                .isNull();
        assertThat(fixture.entries().approximateNumEntries()).isZero();

        fixture.send(attempt(4, Windows.window("song", 0)));
        assertThat(fixture.tracks.readValue().getWindows()).isEqualTo(1);
    }

    @Test
    void shouldDeleteAStreamThatEndedAndOneThatItNeverHeard() {
        fixture.send(
                attempt(3, Windows.window("song", 0)),
                attempt(3, Windows.end("song", 1, EndReason.COMPLETE)),
                attempt(3, Windows.end("song", 1, EndReason.DELETED)),
                attempt(9, Windows.end("unknown", 0, EndReason.DELETED)));

        assertThat(fixture.tracks.readKeyValuesToList())
                .extracting(track -> track.key, track -> track.value == null)
                .containsExactly(
                        tuple("song", false), tuple("song", false), tuple("song", true), tuple("unknown", true));
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
            first.restoreTo(second);
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
            fixture.restoreTo(other);

            other.send(Windows.window("song", 1), Windows.window("song", 2));

            assertThat(other.tracks.readValuesToList())
                    .extracting(TrackGenre::getWindows, TrackGenre::getModelName)
                    .containsExactly(tuple(1, "tiny-sigmoid"));
        }
    }

    private static FeatureWindow attempt(long attempt, FeatureWindow window) {
        window.setAttempt(attempt);
        return window;
    }

    private static FeatureWindow window(int i) {
        return i < 8 ? Windows.window("song", i) : Windows.end("song", 8, EndReason.COMPLETE);
    }
}
