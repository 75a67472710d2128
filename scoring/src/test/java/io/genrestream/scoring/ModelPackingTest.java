package io.genrestream.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.scoring.ModelReport.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelPackingTest {
    private static final List<String> LABELS = List.of("blues", "jazz", "rock");

    @Test
    void shouldMakeABareFileOneThatCanBeServed() throws Exception {
        byte[] packed = ModelPacking.pack(bytes("no-metadata.onnx"), stamp(LABELS, Activation.SOFTMAX));

        try (GenreModel model = GenreModel.of("mine", packed)) {
            assertThat(model.description().labels()).isEqualTo(LABELS);
            assertThat(model.description().name()).isEqualTo("mine");
            assertThat(model.description().calibration()).isEqualTo(new Calibration(2, 0.25));
        }
        assertThat(ModelReport.of("mine", packed, FrontEndSpec.SHIPPED)).allMatch(Finding::fits);
    }

    @Test
    void shouldReplaceWhatWasStampedBefore() throws Exception {
        byte[] once = ModelPacking.pack(bytes("tiny.onnx"), stamp(LABELS, Activation.SOFTMAX));
        byte[] twice = ModelPacking.pack(once, stamp(LABELS, Activation.SOFTMAX));

        assertThat(twice).isEqualTo(once);
    }

    @Test
    void shouldRefuseFewerLabelsThanScores() throws IOException {
        byte[] bare = bytes("no-metadata.onnx");

        ModelException refused = catchThrowableOfType(
                ModelException.class,
                () -> ModelPacking.pack(bare, stamp(List.of("blues", "jazz"), Activation.SOFTMAX)));

        assertThat(refused.code()).isEqualTo(ModelError.MODEL_LABELS);
        assertThat(refused).hasMessageContaining("3 scores for its 2 labels");
    }

    @Test
    void shouldRefuseASigmoidStampedAsASoftmax() throws IOException {
        byte[] sigmoid = bytes("tiny-sigmoid.onnx");

        ModelException refused = catchThrowableOfType(
                ModelException.class, () -> ModelPacking.pack(sigmoid, stamp(LABELS, Activation.SOFTMAX)));

        assertThat(refused.code()).isEqualTo(ModelError.MODEL_SELF_TEST_FAILED);
        assertThat(refused).hasMessageContaining("no softmax");
    }

    @Test
    void shouldRefuseWhatIsNoModel() {
        for (byte[] wrong : List.of(new byte[0], "<html>not found</html>".getBytes(StandardCharsets.UTF_8))) {
            ModelException refused = catchThrowableOfType(
                    ModelException.class, () -> ModelPacking.pack(wrong, stamp(LABELS, Activation.SOFTMAX)));

            assertThat(refused.code()).isEqualTo(ModelError.MODEL_UNREADABLE);
        }
    }

    @Test
    void shouldReportEachThingThatDoesNotFit() throws IOException {
        assertThat(misfits("other-front-end.onnx")).singleElement().asString().contains("hop=512");
        assertThat(misfits("swapped-labels.onnx")).singleElement().asString().contains("self-test");
        assertThat(misfits("wrong-shape.onnx")).singleElement().asString().contains("[-1, 34, 40]");
        assertThat(misfits("no-metadata.onnx")).singleElement().asString().contains("genrestream model pack");
        byte[] cut = Arrays.copyOf(bytes("tiny.onnx"), 500);
        assertThat(ModelReport.of("mine", cut, FrontEndSpec.SHIPPED))
                .singleElement()
                .matches(finding -> !finding.fits());
    }

    private static List<String> misfits(String model) throws IOException {
        return ModelReport.of(model, bytes(model), FrontEndSpec.SHIPPED).stream()
                .filter(finding -> !finding.fits())
                .map(Finding::sentence)
                .toList();
    }

    private static Stamp stamp(List<String> labels, Activation activation) {
        return new Stamp(
                "mine", "1.0.0", FrontEndSpec.SHIPPED, labels, activation, new Calibration(2, 0.25), List.of());
    }

    private static byte[] bytes(String model) throws IOException {
        return Files.readAllBytes(TestModels.path(model));
    }
}
