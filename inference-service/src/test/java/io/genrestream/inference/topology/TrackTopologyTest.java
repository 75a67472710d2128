package io.genrestream.inference.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import io.genrestream.event.Verdict;
import io.genrestream.inference.Windows;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a track: results as it comes, and a last one. */
class TrackTopologyTest {
    @AutoClose
    private TopologyFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TopologyFixture();
    }

    @Test
    void shouldGatherTheTrackAsItComesAndFinishItOnce() {
        fixture.send(Windows.window("song", 0), Windows.window("song", 1), Windows.end("song", 2, EndReason.COMPLETE));

        List<TestRecord<String, TrackGenre>> tracks = fixture.tracks.readRecordsToList();

        assertThat(tracks).extracting(record -> record.value().getFinal$()).containsExactly(false, false, true);
        assertThat(tracks).extracting(TrackTopologyTest::finalHeader).containsExactly("false", "false", "true");
        assertThat(tracks).extracting(record -> record.value().getWindows()).containsExactly(1, 2, 2);
        TrackGenre last = tracks.getLast().value();
        assertThat(last.getEndReason()).isEqualTo(EndReason.COMPLETE);
        assertThat(last.getSeconds()).isCloseTo((50 * 1920 + 2048) / 22050.0, within(1e-9));
        assertThat(last.getEmbedding().remaining()).isEqualTo(4 * Float.BYTES);
        assertThat(last.getScores()).isEqualTo(tracks.get(1).value().getScores());
        assertThat(last.getExternalId()).isEqualTo("ISRC-song");
        assertThat(tracks.getLast().timestamp())
                .isEqualTo(Windows.START.plusMillis(2 * 1480).toEpochMilli());
    }

    @Test
    void shouldFinishOnAWindowThatEndsTheStream() {
        FeatureWindow last = Windows.window("song", 1);
        last.setEndReason(EndReason.COMPLETE);
        fixture.send(Windows.window("song", 0), last);

        assertThat(fixture.predictions.readValuesToList()).hasSize(2);
        assertThat(fixture.tracks.readValuesToList())
                .extracting(TrackGenre::getFinal$, TrackGenre::getWindows)
                .containsExactly(tuple(false, 1), tuple(true, 2));
    }

    @Test
    void shouldWeighAPartialWindowByWhatWasHeard() {
        fixture.send(Windows.window("song", 0), Windows.partial("song", 1, 17));

        List<GenrePrediction> windows = fixture.predictions.readValuesToList();
        TrackGenre track = fixture.tracks.readValuesToList().getLast();

        List<String> labels = fixture.model.description().labels();
        double[] means = new double[3];
        double[] scores = new double[3];
        for (int i = 0; i < 3; i++) {
            means[i] = (windows.get(0).getScores().get(labels.get(i))
                            + 0.5 * windows.get(1).getScores().get(labels.get(i)))
                    / 1.5;
            scores[i] = track.getScores().get(labels.get(i));
        }
        // The weighted means, all raised to one power.
        double power = Math.log(scores[0] / scores[1]) / Math.log(means[0] / means[1]);
        assertThat(power)
                .isBetween(1.0, fixture.model.description().calibration().trackExponent());
        assertThat(Math.log(scores[1] / scores[2]) / Math.log(means[1] / means[2]))
                .isCloseTo(power, within(1e-3));
    }

    @Test
    void shouldGiveAFinalResultToAStreamWithoutWindows() {
        fixture.send(Windows.end("empty", 0, EndReason.COMPLETE), Windows.end("broken", 0, EndReason.FAILED));

        List<TrackGenre> tracks = fixture.tracks.readValuesToList();

        assertThat(tracks).allMatch(TrackGenre::getFinal$).allMatch(track -> track.getVerdict() == Verdict.UNKNOWN);
        assertThat(tracks).extracting(TrackGenre::getReason).containsExactly("TOO_SHORT", "FAILED");
        assertThat(fixture.predictions.isEmpty()).isTrue();
    }

    private static String finalHeader(TestRecord<String, TrackGenre> record) {
        return new String(record.headers().lastHeader("final").value(), UTF_8);
    }
}
