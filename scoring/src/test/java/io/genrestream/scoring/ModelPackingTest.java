package io.genrestream.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.aggregate.WindowAggregate;
import io.genrestream.scoring.ModelReport.CheckResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelPackingTest {
    private static final List<String> LABELS = List.of("blues", "jazz", "rock");

    @Test
    void shouldMakeABareFileOneThatCanBeServed() throws Exception {
        ByteBuffer packed =
                ByteBuffer.wrap(ModelPacking.pack(bytes("no-metadata.onnx"), metadata(LABELS, Activation.SOFTMAX)));

        try (GenreModel model = GenreModel.of("mine", packed)) {
            assertThat(model.description().labels()).isEqualTo(LABELS);
            assertThat(model.description().name()).isEqualTo("mine");
            assertThat(model.description().calibration()).isEqualTo(new Calibration(2, 0.25));
        }
        assertThat(ModelReport.of("mine", packed, Optional.of(FrontEndSpec.SHIPPED)))
                .allMatch(CheckResult::fits);
    }

    @Test
    void shouldReplaceWhatWasStampedBefore() throws Exception {
        byte[] once = ModelPacking.pack(bytes("tiny.onnx"), metadata(LABELS, Activation.SOFTMAX));
        byte[] twice = ModelPacking.pack(ByteBuffer.wrap(once), metadata(LABELS, Activation.SOFTMAX));

        assertThat(twice).isEqualTo(once);
    }

    @Test
    void shouldRefuseFewerLabelsThanScores() throws IOException {
        ByteBuffer bare = bytes("no-metadata.onnx");

        ModelException refused = catchThrowableOfType(
                ModelException.class,
                () -> ModelPacking.pack(bare, metadata(List.of("blues", "jazz"), Activation.SOFTMAX)));

        assertThat(refused.code()).isEqualTo(ModelError.MODEL_LABELS);
        assertThat(refused).hasMessageContaining("3 scores for its 2 labels");
    }

    @Test
    void shouldRefuseASigmoidStampedAsASoftmax() throws IOException {
        ByteBuffer sigmoid = bytes("tiny-sigmoid.onnx");

        ModelException refused = catchThrowableOfType(
                ModelException.class, () -> ModelPacking.pack(sigmoid, metadata(LABELS, Activation.SOFTMAX)));

        assertThat(refused.code()).isEqualTo(ModelError.MODEL_SELF_TEST_FAILED);
        assertThat(refused).hasMessageContaining("no softmax");
    }

    @Test
    void shouldRefuseScoresThatAreNoNumbers() throws IOException {
        ByteBuffer model = bytes("no-number.onnx");

        ModelException refused = catchThrowableOfType(
                ModelException.class, () -> ModelPacking.pack(model, metadata(LABELS, Activation.SOFTMAX)));

        assertThat(refused.code()).isEqualTo(ModelError.MODEL_SELF_TEST_FAILED);
        assertThat(refused).hasMessageContaining("NaN, which is no probability");
    }

    @Test
    void shouldNameTheColumnsOfAnAggregateOnlyWhereThereIsOne() throws Exception {
        List<String> names = WindowAggregate.names(FrontEndSpec.SHIPPED);
        PackedMetadata all = metadata(LABELS, Activation.SOFTMAX).of(names);

        try (GenreModel bare =
                        GenreModel.of("mine", ByteBuffer.wrap(ModelPacking.pack(bytes("no-metadata.onnx"), all)));
                GenreModel aggregate = GenreModel.of(
                        "mine",
                        ByteBuffer.wrap(
                                ModelPacking.pack(bytes("tiny-aggregate.onnx"), all.of(names.subList(7, 15)))))) {
            assertThat(bare.description().aggregateNames()).isEmpty();
            assertThat(aggregate.description().aggregateNames())
                    .startsWith("mfcc_1.mean")
                    .hasSize(8);
        }
    }

    @Test
    void shouldRefuseWhatIsNoModel() {
        for (byte[] wrong : List.of(new byte[0], "<html>not found</html>".getBytes(StandardCharsets.UTF_8))) {
            ModelException refused = catchThrowableOfType(
                    ModelException.class,
                    () -> ModelPacking.pack(ByteBuffer.wrap(wrong), metadata(LABELS, Activation.SOFTMAX)));

            assertThat(refused.code()).isEqualTo(ModelError.MODEL_UNREADABLE);
        }
    }

    @Test
    void shouldReportEachThingThatDoesNotFit() throws IOException {
        assertThat(misfits("other-front-end.onnx")).singleElement().asString().contains("hop=512");
        assertThat(misfits("swapped-labels.onnx")).singleElement().asString().contains("self-test");
        assertThat(misfits("wrong-shape.onnx")).singleElement().asString().contains("[-1, 34, 40]");
        assertThat(misfits("no-metadata.onnx")).singleElement().asString().contains("genrestream model pack");
        assertThat(misfits("external-data.onnx")).singleElement().asString().contains("in other files");
        assertThat(misfits("fixed-batch.onnx")).singleElement().asString().contains("[8, 34, 20]");
        assertThat(misfits("unknown-input.onnx")).singleElement().asString().contains("spectrogram");
        assertThat(misfits("unknown-output.onnx")).singleElement().asString().contains("probabilities");
        assertThat(misfits("no-number.onnx")).singleElement().asString().contains("NaN");
        ByteBuffer cut = bytes("tiny.onnx").limit(500);
        assertThat(ModelReport.of("mine", cut, Optional.empty()))
                .singleElement()
                .matches(result -> !result.fits());
    }

    private static List<String> misfits(String model) throws IOException {
        return ModelReport.of(model, bytes(model), Optional.of(FrontEndSpec.SHIPPED)).stream()
                .filter(result -> !result.fits())
                .map(CheckResult::sentence)
                .toList();
    }

    private static PackedMetadata metadata(List<String> labels, Activation activation) {
        return new PackedMetadata(
                "mine", "1.0.0", FrontEndSpec.SHIPPED, labels, activation, new Calibration(2, 0.25), List.of());
    }

    private static ByteBuffer bytes(String model) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(TestModels.path(model)));
    }
}
