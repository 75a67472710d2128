package io.genrestream.analysis.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against scikit-learn on random answers, of analysis/golden/figures.py, and against sums that can be done by hand. */
class EvaluationTest {
    private static final int LABELS = 5;
    private static final double NEAR = 1e-9;
    private static final double NEAR_FLOAT = 1e-6; // scikit-learn brings rounded distributions to the sum 1

    private static final Properties EXPECTED = new Properties();
    private static List<Answer> answers;

    @BeforeAll
    static void load() throws IOException {
        try (InputStream in = EvaluationTest.class.getResourceAsStream("/evaluation/answers.csv")) {
            answers = new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(EvaluationTest::answer)
                    .toList();
        }
        try (InputStream in = EvaluationTest.class.getResourceAsStream("/evaluation/figures.properties")) {
            EXPECTED.load(in);
        }
    }

    @Test
    void shouldAgreeWithScikitLearn() {
        Confusion confusion = Confusion.of(answers, LABELS);

        check("accuracy", Figures.accuracy(answers), NEAR);
        check("coverage", Figures.coverage(answers), NEAR);
        check("toldAccuracy", Figures.toldAccuracy(answers), NEAR);
        check("nll", Figures.negativeLogLikelihood(answers), NEAR_FLOAT);
        check("brier", Figures.brier(answers), NEAR_FLOAT);
        check("ece", Figures.calibrationError(answers), NEAR);
        check("macroPrecision", confusion.macro(confusion::precision), NEAR);
        check("macroRecall", confusion.macro(confusion::recall), NEAR);
        check("macroF1", confusion.macro(confusion::f1), NEAR);
        for (int label = 0; label < LABELS; label++) {
            check("precision." + label, confusion.precision(label), NEAR);
            check("recall." + label, confusion.recall(label), NEAR);
            check("f1." + label, confusion.f1(label), NEAR);
        }
        assertThat(confusion.support(LABELS - 1)).as("a label without tracks").isZero();
    }

    @Test
    void shouldScoreOneTrackAsByHand() {
        List<Answer> one = List.of(new Answer(0, "a", new float[] {0.25f, 0.75f}, false));

        assertThat(Figures.accuracy(one)).isZero();
        assertThat(Figures.negativeLogLikelihood(one)).isCloseTo(Math.log(4), within(NEAR));
        assertThat(Figures.brier(one)).isCloseTo(2 * 0.75 * 0.75, within(NEAR));
        assertThat(Figures.calibrationError(one)).isCloseTo(0.75, within(NEAR));
        assertThat(Figures.coverage(one)).isZero();
        assertThat(Figures.toldAccuracy(one)).isNaN();
    }

    @Test
    void shouldKeepTheLikelihoodOfTheImpossibleFinite() {
        List<Answer> one = List.of(new Answer(0, "a", new float[] {0, 1}, true));

        assertThat(Figures.negativeLogLikelihood(one)).isCloseTo(-Math.log(1e-12), within(NEAR));
        assertThat(Figures.calibrationError(one))
                .as("confidence 1 is in the last bin")
                .isEqualTo(1);
    }

    @Test
    void shouldGiveTheIntervalOfIndependentTracksAsTheBinomialHasIt() {
        List<Answer> half = IntStream.range(0, 400)
                .mapToObj(i -> answer(i % 2 == 0, "track " + i))
                .toList();

        Bootstrap interval = Bootstrap.of(half);

        double deviation = Math.sqrt(0.25 / 400);
        assertThat(interval.low()).isCloseTo(0.5 - 1.96 * deviation, within(0.003));
        assertThat(interval.high()).isCloseTo(0.5 + 1.96 * deviation, within(0.003));
        assertThat(interval.groups()).isEqualTo(400);
        assertThat(Bootstrap.of(half)).as("the same seed").isEqualTo(interval);
    }

    @Test
    void shouldBeLessSureOfTracksThatBelongTogether() {
        List<Answer> albums = IntStream.range(0, 400)
                .mapToObj(i -> answer(i < 200, "artist " + i / 40))
                .toList();

        Bootstrap interval = Bootstrap.of(albums);

        assertThat(interval.groups()).isEqualTo(10);
        assertThat(interval.low()).isCloseTo(0.2, within(0.03));
        assertThat(interval.high()).isCloseTo(0.8, within(0.03));
    }

    private static void check(String name, double value, double near) {
        assertThat(value).as(name).isCloseTo(Double.parseDouble(EXPECTED.getProperty(name)), within(near));
    }

    private static Answer answer(boolean right, String group) {
        return new Answer(0, group, right ? new float[] {1, 0} : new float[] {0, 1}, true);
    }

    private static Answer answer(String line) {
        String[] cells = line.split(",");
        float[] distribution = new float[LABELS];
        for (int i = 0; i < LABELS; i++) {
            distribution[i] = Float.parseFloat(cells[2 + i]);
        }
        return new Answer(Integer.parseInt(cells[0]), line, distribution, cells[1].equals("1"));
    }
}
