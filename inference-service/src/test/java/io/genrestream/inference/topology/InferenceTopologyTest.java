package io.genrestream.inference.topology;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.event.EndReason;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import io.genrestream.event.Verdict;
import io.genrestream.inference.Windows;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of windows: predictions, and counts of them. */
class InferenceTopologyTest {
    @AutoClose
    private TopologyFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TopologyFixture();
    }

    @Test
    void shouldKeepItsShape() throws IOException {
        Path golden = Path.of("src/test/resources/topology.txt");

        assertThat(fixture.topology().describe().toString())
                .as("a changed topology loses state: give it a new application id, or take this as the new %s", golden)
                .isEqualToNormalizingNewlines(Files.readString(golden));
    }

    @Test
    void shouldHandTheTraceOfAWindowOnToItsResults() {
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        fixture.send(Windows.window("traced", 0), traceparent);
        fixture.send(Windows.window("untraced", 0));

        List<TestRecord<String, GenrePrediction>> predictions = fixture.predictions.readRecordsToList();

        assertThat(new String(
                        predictions
                                .getFirst()
                                .headers()
                                .lastHeader("traceparent")
                                .value(),
                        US_ASCII))
                .isEqualTo(traceparent);
        assertThat(predictions.getLast().headers()).isEmpty();
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
    void shouldCountItsWork() {
        fixture.send(Windows.window("song", 0), Windows.silent("song", 1), Windows.end("song", 2, EndReason.COMPLETE));

        assertThat(fixture.count("genrestream_predictions_total", "verdict", "NO_MUSIC"))
                .isEqualTo(1);
        assertThat(fixture.meters.timer("genrestream_score_seconds").count()).isEqualTo(1);
        assertThat(fixture.meters
                        .timer("genrestream_window_latency_seconds", "source", "upload")
                        .count())
                .isEqualTo(2);
        assertThat(fixture.meters.find("genrestream_tracks_total").counters())
                .extracting(Counter::count)
                .containsExactlyInAnyOrder(1.0, 0.0, 0.0);
    }
}
