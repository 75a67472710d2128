package io.genrestream.scoring.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.scoring.Activation;
import io.genrestream.scoring.Calibration;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.ModelInput;
import io.genrestream.scoring.WindowScores;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackScoreTest {
    private static final ModelDescription PLAIN = model(Activation.SOFTMAX, 1);

    @Test
    void shouldWeighWindowsByWhatWasHeardOfThem() {
        TrackScore track = new TrackScore(PLAIN, false);
        track.add(window(3, 1, 0.8f, 0.2f, 0));
        track.add(window(4, 0.5f, 0.2f, 0.8f, 0));

        TrackResult result = track.result();

        assertThat(result.distribution()).containsExactly(new float[] {0.6f, 0.4f, 0}, within(1e-6f));
        assertThat(result.verdict()).isEqualTo(new GenreVerdict(VerdictKind.GENRE, Optional.empty(), 0, 0.6f));
        assertThat(result.windows()).isEqualTo(2);
    }

    @Test
    void shouldSharpenASoftmaxWhoseWindowsDisagree() {
        TrackScore track = new TrackScore(model(Activation.SOFTMAX, 3), false);
        track.add(window(3, 1, 0.8f, 0.1f, 0.1f));
        track.add(window(4.5, 1, 0.4f, 0.5f, 0.1f));

        // The mean is 0.6, 0.3, 0.1, its entropy 0.89795 and the windows' mean entropy 0.79117: they disagree by
        // 0.10678.
        // One and a half windows were heard, so the power is 1 + 2 * (1 - 1 / 1.5) * 0.10678 / 0.12678.
        assertThat(track.result().distribution())
                .containsExactly(new float[] {0.71441f, 0.24205f, 0.04354f}, within(1e-5f));
    }

    @Test
    void shouldNotGrowSurerOfAWindowThatRepeats() {
        TrackScore track = new TrackScore(model(Activation.SOFTMAX, 3), false);
        for (int i = 0; i < 20; i++) {
            track.add(window(3 + 1.5 * i, 1, 0.5f, 0.3f, 0.2f));
        }

        assertThat(track.result().distribution()).containsExactly(new float[] {0.5f, 0.3f, 0.2f}, within(1e-6f));
    }

    @Test
    void shouldBeAsSureOfOneWindowAsTheModelIs() {
        TrackScore track = new TrackScore(model(Activation.SOFTMAX, 3), false);
        track.add(window(3, 1, 0.5f, 0.3f, 0.2f));

        assertThat(track.result().distribution()).containsExactly(new float[] {0.5f, 0.3f, 0.2f}, within(1e-6f));
    }

    @Test
    void shouldSharpenEachLabelOfASigmoidAlone() {
        TrackScore track = new TrackScore(model(Activation.SIGMOID, 3), false);
        track.add(window(3, 1, 0.9f, 0.6f, 0.2f));
        track.add(window(4.5, 1, 0.5f, 0.6f, 0.2f));

        float[] distribution = track.result().distribution();

        assertThat(distribution[0]).isGreaterThan(0.72f);
        assertThat(distribution[1]).isCloseTo(0.6f, within(1e-6f));
        assertThat(distribution[2]).isCloseTo(0.2f, within(1e-6f));
    }

    @Test
    void shouldAnswerTheLikeliestOfSeveralGenresAtOnceAndNoneWhereAllAreUnlikely() {
        TrackScore several = new TrackScore(model(Activation.SIGMOID, 1), false);
        several.add(window(3, 1, 0.7f, 0.9f, 0.1f));
        TrackScore none = new TrackScore(model(Activation.SIGMOID, 1), false);
        none.add(window(3, 1, 0.3f, 0.2f, 0.1f));

        assertThat(several.result().verdict())
                .isEqualTo(new GenreVerdict(VerdictKind.GENRE, Optional.empty(), 1, 0.9f));
        assertThat(none.result().verdict().kind()).isEqualTo(VerdictKind.UNKNOWN);
        assertThat(none.result().verdict().confidence()).isEqualTo(0.3f);
    }

    @Test
    void shouldGiveNoLabelUnderTheLimit() {
        TrackScore track = new TrackScore(PLAIN, false);
        track.add(window(3, 1, 0.39f, 0.31f, 0.3f));

        GenreVerdict verdict = track.result().verdict();

        assertThat(verdict.kind()).isEqualTo(VerdictKind.UNKNOWN);
        assertThat(verdict.reason()).contains(Reason.LOW_CONFIDENCE);
        assertThat(verdict.label()).isEqualTo(GenreVerdict.NO_LABEL);
        assertThat(verdict.confidence()).isEqualTo(0.39f);
    }

    @Test
    void shouldSayNoMusicAfterNothingButSilence() {
        TrackScore track = new TrackScore(PLAIN, false);
        track.add(WeightedWindow.withoutMusic(3, Reason.SILENCE));

        assertThat(track.result().verdict()).isEqualTo(GenreVerdict.silent());
        assertThat(track.result().distribution()).isEmpty();
    }

    @Test
    void shouldSayNoMusicAfterNothingButSteadySoundAndSilence() {
        TrackScore track = new TrackScore(PLAIN, false);
        track.add(WeightedWindow.withoutMusic(3, Reason.STEADY));
        track.add(4.5, new WindowCoverage(34, 34, 0), new ScoredWindow(GenreVerdict.steady(), Optional.empty()));
        track.add(WeightedWindow.withoutMusic(6, Reason.SILENCE));

        assertThat(track.result().verdict()).isEqualTo(GenreVerdict.steady());
    }

    @Test
    void shouldSayTalkWhileMostOfItIsTalkAlsoWhenRestored() {
        StoredEntries entries = new StoredEntries();
        TrackScore track = new TrackScore(PLAIN, false);
        track.add(WeightedWindow.withoutMusic(3, Reason.STEADY));
        ScoredWindow talk = ScoredWindow.of(
                new WindowScores(new float[] {0.9f, 0.1f, 0}, new float[2], 0.8f),
                new Calibration(1, 0.4, OptionalDouble.of(0.8)));
        track.add(4.5, new WindowCoverage(34, 34, 0), talk);
        track.add(6, new WindowCoverage(34, 34, 0), talk);
        track.add(window(7.5, 1, 0.1f, 0.9f, 0));

        TrackScore restored = TrackScore.restore(track.save(entries), entries, PLAIN);
        assertThat(restored.result().verdict()).isEqualTo(GenreVerdict.talk());
        assertThat(restored.result().distribution()).isEmpty();

        restored.add(window(9, 1, 0.1f, 0.9f, 0));
        assertThat(restored.result().verdict().label()).isEqualTo(1);
        assertThat(restored.result().distribution()[1]).isCloseTo(0.9f, within(1e-6f));
    }

    @Test
    void shouldCountMusicAloneWhereSomeIsSteady() {
        TrackScore track = new TrackScore(PLAIN, false);
        track.add(WeightedWindow.withoutMusic(3, Reason.STEADY));
        track.add(window(4.5, 1, 0.1f, 0.9f, 0));

        assertThat(track.result().verdict().label()).isEqualTo(1);
        assertThat(track.result().windows()).isEqualTo(1);
    }

    @Test
    void shouldCountMusicAloneWhereSomeIsSilent() {
        TrackScore track = new TrackScore(PLAIN, false);
        track.add(WeightedWindow.withoutMusic(3, Reason.SILENCE));
        track.add(window(4.5, 1, 0.1f, 0.9f, 0));
        track.add(WeightedWindow.withoutMusic(6, Reason.SILENCE));

        assertThat(track.result().verdict().label()).isEqualTo(1);
        assertThat(track.result().distribution()[1]).isCloseTo(0.9f, within(1e-6f));
        assertThat(track.result().windows()).isEqualTo(1);
    }

    @Test
    void shouldSayTooShortBeforeAnyWindow() {
        assertThat(new TrackScore(PLAIN, false).result().verdict()).isEqualTo(GenreVerdict.tooShort());
    }

    @Test
    void shouldHearTheLastThirtySecondsOfALiveStream() {
        TrackScore live = new TrackScore(PLAIN, true);
        live.add(window(10, 1, 1, 0, 0));
        live.add(window(20, 1, 0, 1, 0));
        live.add(window(40, 1, 0, 1, 0));

        assertThat(live.result().distribution()).containsExactly(0, 1, 0);
        assertThat(live.result().windows()).isEqualTo(2);

        live.add(WeightedWindow.withoutMusic(75, Reason.SILENCE));

        assertThat(live.result().verdict()).isEqualTo(GenreVerdict.silent());
    }

    @Test
    void shouldMeanTheEmbeddings() {
        TrackScore track = new TrackScore(PLAIN, false);
        track.add(WeightedWindow.scored(3, 1, new WindowScores(new float[] {1, 0, 0}, new float[] {2, 4})));
        track.add(WeightedWindow.scored(5, 1, new WindowScores(new float[] {1, 0, 0}, new float[] {4, 0})));

        assertThat(track.result().embedding()).containsExactly(3, 2);
    }

    @Test
    void shouldNoteChangesOfTheLeadingLabelAlone() {
        TrackScore track = new TrackScore(PLAIN, false);
        track.add(WeightedWindow.withoutMusic(1, Reason.SILENCE));
        track.add(window(3, 1, 0.9f, 0.1f, 0));
        track.add(window(5, 1, 0.9f, 0.1f, 0));
        track.add(window(7, 1, 0, 1, 0));
        track.add(window(9, 1, 0, 1, 0));

        assertThat(track.result().timeline())
                .extracting(LabelChange::seconds, LabelChange::label)
                .containsExactly(tuple(3f, 0), tuple(9f, 1));
    }

    @Test
    void shouldKeepTheLastHundredChanges() {
        TrackScore live = new TrackScore(PLAIN, true);
        for (int i = 0; i < 250; i++) {
            boolean even = i % 2 == 0;
            // 40 s apart, so that each stands alone in the last 30 s.
            live.add(window(40.0 * i, 1, even ? 1 : 0, even ? 0 : 1, 0));
        }

        List<LabelChange> timeline = live.result().timeline();

        assertThat(timeline).hasSize(100);
        assertThat(timeline.getFirst().seconds()).isEqualTo(40f * 150);
        assertThat(timeline.getLast().seconds()).isEqualTo(40f * 249);
    }

    @Test
    void shouldGoOnFromWhatIsSavedAsIfNothingHappened() {
        for (boolean live : new boolean[] {false, true}) {
            Random random = new Random(5);
            TrackScore undisturbed = new TrackScore(PLAIN, live);
            TrackScore restarted = new TrackScore(PLAIN, live);
            StoredEntries entries = new StoredEntries();
            for (int i = 0; i < 60; i++) {
                WeightedWindow window = i % 7 == 0
                        ? i % 2 == 0 ? WeightedWindow.withoutMusic(1.48 * i, Reason.STEADY) : talk(1.48 * i)
                        : window(1.48 * i, 1, random.nextFloat(), random.nextFloat(), random.nextFloat());
                undisturbed.add(window);
                restarted.add(window);
                restarted = TrackScore.restore(restarted.save(entries), entries, PLAIN);

                assertThat(restarted.result().distribution())
                        .isEqualTo(undisturbed.result().distribution());
                assertThat(restarted.result().timeline())
                        .isEqualTo(undisturbed.result().timeline());
            }
            StoredEntries atOnce = new StoredEntries();
            assertThat(restarted.save(entries)).hasSameSizeAs(undisturbed.save(atOnce));
            assertThat(entries.bytes()).isEqualTo(atOnce.bytes());
        }
    }

    @Test
    void shouldWriteEachWindowOnceAndRemoveItWhenItCountsNoLonger() {
        StoredEntries entries = new StoredEntries();
        TrackScore live = new TrackScore(PLAIN, true);
        byte[] head = {};
        for (int i = 0; i < 100; i++) {
            live.add(window(1.48 * i, 1, i % 2, 1 - i % 2, 0));
            head = live.save(entries);
        }

        assertThat(entries.puts())
                .as("a window, two changes of a label, and now and then the sums of the segment")
                .isLessThanOrEqualTo(3 * 100 + 100 / 11);
        assertThat(entries.all().keySet().stream().filter(key -> key.startsWith("WINDOW")))
                .hasSize(39);

        TrackScore.remove(head, entries);
        assertThat(entries.all()).isEmpty();
    }

    @Test
    void shouldStaySmallHoweverLongTheStream() {
        StoredEntries uploadEntries = new StoredEntries();
        StoredEntries liveEntries = new StoredEntries();
        TrackScore upload = new TrackScore(PLAIN, false);
        TrackScore live = new TrackScore(PLAIN, true);
        for (int i = 0; i < 5_000; i++) {
            float[] embedding = new float[64];
            Arrays.fill(embedding, i);
            WindowScores scores = new WindowScores(new float[] {i % 2, 1 - i % 2, 0}, embedding);
            upload.add(WeightedWindow.scored(1.48 * i, 1, scores));
            live.add(WeightedWindow.scored(1.48 * i, 1, scores));
        }

        assertThat(upload.save(uploadEntries).length).isLessThan(1_024);
        assertThat(uploadEntries.bytes()).isLessThan(1_024);
        assertThat(live.save(liveEntries).length).isLessThan(160);
        assertThat(liveEntries.bytes()).isLessThan(14_000);
    }

    @Test
    void shouldBoundALiveStreamWhoseWindowsBringNoTime() {
        StoredEntries entries = new StoredEntries();
        TrackScore live = new TrackScore(PLAIN, true);
        for (int i = 0; i < 5_000; i++) {
            live.add(WeightedWindow.withoutMusic(3, Reason.SILENCE));
        }
        live.save(entries);

        assertThat(entries.all().keySet().stream()
                        .filter(key -> key.startsWith("WINDOW"))
                        .count())
                .isEqualTo(4_096);
    }

    @Test
    void shouldRefuseAHeadOfAnotherVersionOrCutOffAndAMissingEntry() {
        StoredEntries entries = new StoredEntries();
        TrackScore track = new TrackScore(PLAIN, true);
        track.add(window(3, 1, 1, 0, 0));
        byte[] head = track.save(entries);
        byte[] newer = head.clone();
        newer[0] = 9;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrackScore.restore(newer, entries, PLAIN))
                .withMessageContaining("version 9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrackScore.restore(Arrays.copyOf(head, head.length - 1), entries, PLAIN))
                .withMessageContaining("cut off");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrackScore.restore(head, new StoredEntries(), PLAIN))
                .withMessageContaining("cut off");
    }

    private static WeightedWindow window(double seconds, float weight, float first, float second, float third) {
        return WeightedWindow.scored(
                seconds, weight, new WindowScores(new float[] {first, second, third}, new float[0]));
    }

    private static WeightedWindow talk(double seconds) {
        return WeightedWindow.talk(seconds, 1, new WindowScores(new float[] {1, 0, 0}, new float[0]));
    }

    private static ModelDescription model(Activation activation, double exponent) {
        return new ModelDescription(
                "test",
                "1",
                "0123456789abcdef",
                FrontEndSpec.SHIPPED,
                List.of("blues", "jazz", "rock"),
                activation,
                new Calibration(exponent, 0.4),
                Map.of(ModelInput.LOG_MEL_DB, 34 * 96),
                List.of());
    }
}
