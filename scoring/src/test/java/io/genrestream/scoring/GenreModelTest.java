package io.genrestream.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.FrontEndSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class GenreModelTest {
    private static final int LOG_MEL_FLOATS = 34 * 96;

    @Test
    void shouldDescribeItself() throws ModelException {
        try (GenreModel model = TestModels.load("tiny.onnx")) {
            ModelDescription description = model.description();

            assertThat(description.name()).isEqualTo("tiny");
            assertThat(description.version()).isEqualTo("1.0.0");
            assertThat(description.digest()).matches("[0-9a-f]{16}");
            assertThat(description.labels()).containsExactly("blues", "jazz", "rock");
            assertThat(description.activation()).isEqualTo(Activation.SOFTMAX);
            assertThat(description.calibration()).isEqualTo(new Calibration(1.5, 0.4));
            assertThat(description.inputs()).containsOnlyKeys(ModelInput.LOG_MEL_DB);
            assertThat(description.frontEnd().digest()).isEqualTo("b258ea0a2c54ed53");
        }
    }

    @Test
    void shouldGiveProbabilitiesThatSumToOneWithSoftmax() throws ModelException {
        try (GenreModel model = TestModels.load("tiny.onnx")) {
            Scorer scorer = model.scorer();
            scorer.set(ModelInput.LOG_MEL_DB, TestModels.level(LOG_MEL_FLOATS, -30));

            WindowScores scores = scorer.score();

            assertThat(scores.scores()).hasSize(3);
            assertThat(scores.scores()[0] + scores.scores()[1] + scores.scores()[2])
                    .isCloseTo(1, within(1e-5f));
            assertThat(scores.embedding()).hasSize(4);
        }
    }

    @Test
    void shouldLoadAModelOfSeveralGenresAtOnce() throws ModelException {
        try (GenreModel model = TestModels.load("tiny-sigmoid.onnx")) {
            assertThat(model.description().activation()).isEqualTo(Activation.SIGMOID);
        }
    }

    @Test
    void shouldTellTalkWhereTheModelDoes() throws ModelException {
        try (GenreModel model = TestModels.load("tiny-talk.onnx")) {
            Scorer scorer = model.scorer();
            scorer.set(ModelInput.LOG_MEL_DB, TestModels.level(LOG_MEL_FLOATS, -19));

            assertThat(model.description().calibration()).isEqualTo(new Calibration(1.5, 0.4, OptionalDouble.of(0.5)));
            assertThat(scorer.score().talk()).isCloseTo(0.731f, within(1e-3f)); // of the logistic function at 1
        }
    }

    @Test
    void shouldFeedMfccToAModelThatAsksForNothingElse() throws ModelException {
        try (GenreModel model = TestModels.load("tiny-mfcc.onnx")) {
            Scorer scorer = model.scorer();
            scorer.set(ModelInput.LOG_MEL_DB, TestModels.level(LOG_MEL_FLOATS, 60));
            scorer.set(ModelInput.MFCC, TestModels.level(34 * 20, -10));
            float[] first = scorer.score().scores();
            scorer.set(ModelInput.MFCC, TestModels.level(34 * 20, 50));

            assertThat(scorer.score().scores()).isNotEqualTo(first);
        }
    }

    @Test
    void shouldLeaveTheMatrixAsItWas() throws ModelException {
        try (GenreModel model = TestModels.load("tiny.onnx")) {
            ByteBuffer matrix = TestModels.level(LOG_MEL_FLOATS, 1).asReadOnlyBuffer();

            model.scorer().set(ModelInput.LOG_MEL_DB, matrix);

            assertThat(matrix.remaining()).isEqualTo(LOG_MEL_FLOATS * Float.BYTES);
        }
    }

    @Test
    void shouldRefuseAMatrixOfAnotherSize() throws ModelException {
        try (GenreModel model = TestModels.load("tiny.onnx")) {
            Scorer scorer = model.scorer();

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scorer.set(ModelInput.LOG_MEL_DB, TestModels.level(LOG_MEL_FLOATS - 1, 0)))
                    .withMessageContaining("3263 floats for log_mel_db instead of 3264");
        }
    }

    @Test
    void shouldGiveEveryThreadTheSameScores() throws Exception {
        try (GenreModel model = TestModels.load("tiny.onnx");
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Scorer alone = model.scorer();
            alone.set(ModelInput.LOG_MEL_DB, TestModels.level(LOG_MEL_FLOATS, -12));
            float[] expected = alone.score().scores();

            List<Future<float[]>> answers = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                float other = thread;
                answers.add(threads.submit(() -> {
                    Scorer scorer = model.scorer();
                    for (int run = 0; run < 50; run++) {
                        scorer.set(ModelInput.LOG_MEL_DB, TestModels.level(LOG_MEL_FLOATS, other));
                        scorer.score();
                        scorer.set(ModelInput.LOG_MEL_DB, TestModels.level(LOG_MEL_FLOATS, -12));
                    }
                    return scorer.score().scores();
                }));
            }

            for (Future<float[]> answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldRefuseToScoreAfterClosingAndCloseTwice() throws ModelException {
        GenreModel model = TestModels.load("tiny.onnx");
        Scorer scorer = model.scorer();
        model.close();
        model.close();

        assertThatIllegalStateException().isThrownBy(scorer::score).withMessageContaining("closed");
    }

    @Test
    void shouldNotEndTheProcessWhenClosedDuringRuns() throws Exception {
        for (int round = 0; round < 20; round++) {
            GenreModel model = TestModels.load("tiny.onnx");
            Scorer scorer = model.scorer();
            scorer.set(ModelInput.LOG_MEL_DB, TestModels.level(LOG_MEL_FLOATS, 0));
            scorer.score();
            Thread running = Thread.ofPlatform().start(() -> {
                try {
                    while (true) {
                        scorer.score();
                    }
                } catch (IllegalStateException closed) {
                    // What the test waits for.
                }
            });
            model.close();
            running.join();
        }
    }

    @Test
    void shouldAcceptTheFrontEndItWasTrainedOn() throws ModelException {
        try (GenreModel model = TestModels.load("tiny.onnx")) {
            model.description().requireFrontEnd(FrontEndSpec.SHIPPED);
        }
    }
}
