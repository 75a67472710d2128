package io.genrestream.scoring.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.scoring.Activation;
import io.genrestream.scoring.Calibration;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.ModelInput;
import io.genrestream.scoring.WindowScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The segment of a live stream, beside its last 30 s. */
class SegmentScoreTest {
    private static final double HOP = 17 * 1_920 / 22_050.0;
    private static final ModelDescription MODEL = new ModelDescription(
            "test",
            "1",
            "0123456789abcdef",
            FrontEndSpec.SHIPPED,
            List.of("blues", "jazz"),
            Activation.SOFTMAX,
            new Calibration(3, 0.4),
            Map.of(ModelInput.LOG_MEL_DB, 34 * 96),
            List.of());

    private final Random random = new Random(5);

    @Test
    void shouldComeToWhatAnUploadOfTheSameWindowsDoes() {
        TrackScore live = new TrackScore(MODEL, true);
        for (int i = 0; i < 30; i++) {
            live.add(music(i, 1, 0));
        }
        live.beginSegment(false);
        TrackScore upload = new TrackScore(MODEL, false);
        for (int i = 30; i < 300; i++) {
            WeightedWindow window =
                    i % 50 < 4 ? WeightedWindow.withoutMusic(HOP * i, Reason.SILENCE) : music(i, i % 7, i % 5);
            live.add(window);
            upload.add(window);

            assertEqual(live.segment(), upload.result());
        }
        assertThat(live.result().windows()).as("the last 30 s").isEqualTo(21);
    }

    @Test
    void shouldBeTheSameAfterARestartAtEveryWindow() {
        StoredEntries entries = new StoredEntries();
        TrackScore undisturbed = new TrackScore(MODEL, true);
        TrackScore restarted = new TrackScore(MODEL, true);
        for (int i = 0; i < 150; i++) {
            WeightedWindow window = music(i, i / 40 % 2, 1 - i / 40 % 2);
            undisturbed.add(window);
            restarted.add(window);
            Optional<MusicCut> cut = undisturbed.cutWhereMusicChanged();
            assertThat(restarted.cutWhereMusicChanged().map(MusicCut::seconds)).isEqualTo(cut.map(MusicCut::seconds));
            restarted = TrackScore.restore(restarted.save(entries), entries, MODEL);

            assertEqual(restarted.segment(), undisturbed.segment());
        }
        TrackScore.remove(restarted.save(entries), entries);
        assertThat(entries.all()).isEmpty();
    }

    @Test
    void shouldCutTheSegmentAtTheWindowWithWhichOtherMusicBegan() {
        TrackScore live = new TrackScore(MODEL, true);
        TrackScore first = new TrackScore(MODEL, false);
        TrackScore second = new TrackScore(MODEL, false);
        List<Integer> cuts = new ArrayList<>();
        List<MusicCut> found = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            WeightedWindow window = music(i, i < 50 ? 1 : 0, i < 50 ? 0 : 1);
            live.add(window);
            (i < 50 ? first : second).add(window);
            Optional<MusicCut> cut = live.cutWhereMusicChanged();
            if (cut.isPresent()) {
                cuts.add(i);
                found.add(cut.get());
            }
        }

        assertThat(cuts).as("it is known twelve windows later").containsExactly(62);
        assertThat(found.getFirst().seconds()).isEqualTo(HOP * 50);
        assertEqual(found.getFirst().before(), first.result());
        assertEqual(live.segment(), second.result());
    }

    @Test
    void shouldLookForNoChangeAcrossABreak() {
        TrackScore live = new TrackScore(MODEL, true);
        for (int i = 0; i < 50; i++) {
            live.add(music(i, 1, 0));
        }
        live.beginSegment(true);
        for (int i = 50; i < 100; i++) {
            live.add(music(i, 0, 1));

            assertThat(live.cutWhereMusicChanged()).isEmpty();
        }
        assertThat(live.segment().windows()).isEqualTo(50);
    }

    /** Version 3 was this one without segments. */
    @Test
    void shouldBeginASegmentWhereItTakesOverFromABuildWithoutThem() {
        StoredEntries entries = new StoredEntries();
        TrackScore live = new TrackScore(MODEL, true);
        for (int i = 0; i < 15; i++) {
            live.add(music(i, 1, 0));
        }
        byte[] head = live.save(entries);
        int segmentBytes = 4 * Long.BYTES + 2 * Integer.BYTES;
        byte[] old = new byte[head.length - segmentBytes];
        System.arraycopy(head, 0, old, 0, old.length);
        old[0] = 3;

        TrackScore takenOver = TrackScore.restore(old, entries, MODEL);

        assertThat(takenOver.result()).usingRecursiveComparison().isEqualTo(live.result());
        assertThat(takenOver.segment().windows()).isZero();
        takenOver.add(music(15, 1, 0));
        assertThat(takenOver.segment().windows()).isEqualTo(1);
    }

    private static void assertEqual(TrackResult actual, TrackResult expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }

    /** Nearly in a direction, so that no two windows are alike. */
    private WeightedWindow music(int i, float right, float up) {
        float[] embedding = {right + random.nextFloat() / 10, up + random.nextFloat() / 10};
        float blues = 0.2f + 0.6f * random.nextFloat();
        return WeightedWindow.scored(HOP * i, 1, new WindowScores(new float[] {blues, 1 - blues}, embedding));
    }
}
