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
import io.genrestream.inference.track.StoredTrack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InferenceTopologyTest {
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
    void shouldKeepItsShape() throws IOException {
        Path golden = Path.of("src/test/resources/topology.txt");

        assertThat(fixture.topology().describe().toString())
                .as("a changed topology loses state: give it a new application id, or take this as the new %s", golden)
                .isEqualToNormalizingNewlines(Files.readString(golden));
    }

    @Test
    void shouldPredictEveryWindow() {
        fixture.send(Windows.window("song", 0), Windows.window("song", 1));

        List<TestRecord<String, GenrePrediction>> predictions = fixture.predictions.readRecordsToList();

        assertThat(predictions).hasSize(2).allSatisfy(record -> {
            GenrePrediction prediction = record.value();
            assertThat(record.key()).isEqualTo("song");
            assertThat(record.timestamp()).isEqualTo(prediction.getCapturedAt().toEpochMilli());
            assertThat(prediction.getScores()).containsOnlyKeys("blues", "jazz", "rock");
            assertThat(prediction.getScores().values().stream()
                            .mapToDouble(Float::doubleValue)
                            .sum())
                    .isCloseTo(1, within(1e-5));
            assertThat(prediction.getModelName()).isEqualTo("tiny");
            assertThat(prediction.getModelDigest())
                    .isEqualTo(fixture.model.description().digest());
            assertThat(prediction.getExternalId()).isEqualTo("ISRC-song");
            assertThat(prediction.getAttributes()).containsEntry("tenant", "t1");
        });
        assertThat(predictions.get(1).value().getWindowIndex()).isEqualTo(1);
        assertThat(predictions.get(1).value().getStartSample()).isEqualTo(17 * 1920);
        assertThat(predictions.get(1).value().getCapturedAt()).isEqualTo(Windows.START.plusMillis(1480));
    }

    @Test
    void shouldGatherTheTrackAsItComesAndFinishItOnce() {
        fixture.send(Windows.window("song", 0), Windows.window("song", 1), Windows.end("song", 2, EndReason.COMPLETE));

        List<TestRecord<String, TrackGenre>> tracks = fixture.tracks.readRecordsToList();

        assertThat(tracks).extracting(record -> record.value().getFinal$()).containsExactly(false, false, true);
        assertThat(tracks).extracting(InferenceTopologyTest::finalHeader).containsExactly("false", "false", "true");
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
    void shouldAgreeOnVerdictAndLabel() {
        for (int i = 0; i < 12; i++) {
            fixture.send(Windows.window("song", i));
        }

        assertThat(fixture.predictions.readValuesToList()).allSatisfy(prediction -> {
            float best =
                    prediction.getScores().values().stream().max(Float::compare).orElseThrow();
            assertThat(prediction.getConfidence()).isEqualTo(best);
            if (best >= 0.4f) {
                assertThat(prediction.getVerdict()).isEqualTo(Verdict.GENRE);
                assertThat(prediction.getScores()).containsEntry(prediction.getLabel(), best);
                assertThat(prediction.getReason()).isNull();
            } else {
                assertThat(prediction.getVerdict()).isEqualTo(Verdict.UNKNOWN);
                assertThat(prediction.getLabel()).isNull();
                assertThat(prediction.getReason()).isEqualTo("LOW_CONFIDENCE");
            }
        });
    }

    @Test
    void shouldCallSilenceNoMusic() {
        fixture.send(
                Windows.silent("quiet", 0), Windows.silent("quiet", 1), Windows.end("quiet", 2, EndReason.COMPLETE));

        assertThat(fixture.predictions.readValuesToList()).hasSize(2).allSatisfy(prediction -> {
            assertThat(prediction.getVerdict()).isEqualTo(Verdict.NO_MUSIC);
            assertThat(prediction.getReason()).isEqualTo("SILENCE");
            assertThat(prediction.getScores()).isEmpty();
        });
        TrackGenre last = fixture.tracks.readValuesToList().getLast();
        assertThat(last.getFinal$()).isTrue();
        assertThat(last.getVerdict()).isEqualTo(Verdict.NO_MUSIC);
        assertThat(last.getReason()).isEqualTo("SILENCE");
        assertThat(last.getLabel()).isNull();
    }

    @Test
    void shouldNotScoreAScrapOfAWindow() {
        fixture.send(Windows.partial("scrap", 0, 8));

        GenrePrediction prediction = fixture.predictions.readValue();
        TrackGenre track = fixture.tracks.readValue();

        assertThat(prediction.getVerdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(prediction.getReason()).isEqualTo("TOO_SHORT");
        assertThat(prediction.getScores()).isEmpty();
        assertThat(prediction.getPartial()).isTrue();
        assertThat(track.getFinal$()).isTrue();
        assertThat(track.getVerdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(track.getReason()).isEqualTo("TOO_SHORT");
        assertThat(track.getWindows()).isZero();
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

    @Test
    void shouldKeepTheLatestResultWithThePlaceOfTheFirst() {
        KeyValueStore<String, StoredTrack> results = fixture.driver.getKeyValueStore(InferenceTopology.TRACK_RESULTS);
        fixture.send(Windows.window("song", 0), Windows.window("song", 1));
        assertThat(results.get("song").isFinal()).isFalse();
        fixture.send(Windows.end("song", 2, EndReason.COMPLETE));

        StoredTrack stored = results.get("song");

        assertThat(stored.isFinal()).isTrue();
        assertThat(stored.lastOffset() - stored.firstOffset()).isEqualTo(2);
        assertThat(stored.firstTimestamp()).isEqualTo(Windows.START.toEpochMilli());
    }

    @Test
    void shouldCountItsWork() {
        fixture.send(Windows.window("song", 0), Windows.silent("song", 1), Windows.end("song", 2, EndReason.COMPLETE));

        assertThat(fixture.count("genrestream.windows", "verdict", "NO_MUSIC")).isEqualTo(1);
        assertThat(fixture.meters.timer("genrestream.score.time").count()).isEqualTo(1);
        assertThat(fixture.meters.timer("genrestream.window.latency").count()).isEqualTo(2);
        assertThat(fixture.meters
                        .find("genrestream.tracks")
                        .counters()
                        .iterator()
                        .next()
                        .count())
                .isEqualTo(1);
    }

    private static FeatureWindow window(int i) {
        return i < 8 ? Windows.window("song", i) : Windows.end("song", 8, EndReason.COMPLETE);
    }

    private int encodedBytes(String streamId) {
        return TrackState.serde().serializer().serialize("", fixture.states().get(streamId)).length;
    }

    private static String finalHeader(TestRecord<String, TrackGenre> record) {
        return new String(record.headers().lastHeader("final").value(), UTF_8);
    }
}
