package io.genrestream.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.genrestream.dsp.FrontEndSpec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every wrong model is refused with a code and a sentence that says what differs. */
class RefusedModelTest {
    @TempDir
    private Path folder;

    @Test
    void shouldRefuseAMissingFile() {
        assertThat(refusal(folder.resolve("none.onnx")))
                .isEqualTo(ModelError.MODEL_MISSING)
                .satisfies(_ -> assertThat(sentence(folder.resolve("none.onnx")))
                        .contains("no readable model file", "none.onnx", "genrestream.model"));
    }

    @Test
    void shouldRefuseATruncatedFile() throws IOException {
        byte[] whole = Files.readAllBytes(TestModels.path("tiny.onnx"));
        Path cut = write(Arrays.copyOf(whole, whole.length / 2));

        assertThat(refusal(cut)).isEqualTo(ModelError.MODEL_UNREADABLE);
        assertThat(sentence(cut)).contains("cannot load", cut.toString(), whole.length / 2 + " bytes", "SHA-256");
    }

    @Test
    void shouldRefuseAnEmptyFileAndSomethingElseThanAModel() throws IOException {
        assertThat(refusal(write(new byte[0]))).isEqualTo(ModelError.MODEL_UNREADABLE);
        assertThat(refusal(write("<html>not found</html>".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(ModelError.MODEL_UNREADABLE);
    }

    @Test
    void shouldRefuseAModelWithoutMetadata() {
        Path model = TestModels.path("no-metadata.onnx");

        assertThat(refusal(model)).isEqualTo(ModelError.MODEL_METADATA_MISSING);
        assertThat(sentence(model)).contains("front_end", "labels", "self_test");
    }

    @Test
    void shouldRefuseSwappedLabels() {
        Path model = TestModels.path("swapped-labels.onnx");

        assertThat(refusal(model)).isEqualTo(ModelError.MODEL_SELF_TEST_FAILED);
        assertThat(sentence(model)).contains("example 0", "gives blues a score of", "order");
    }

    @Test
    void shouldRefuseAnInputThatTheFrontEndDoesNotMake() {
        Path model = TestModels.path("wrong-shape.onnx");

        assertThat(refusal(model)).isEqualTo(ModelError.MODEL_SHAPE);
        assertThat(sentence(model)).contains("log_mel_db", "[-1, 34, 40]", "[-1, 34, 96]");
    }

    @Test
    void shouldRefuseAModelOfAnotherFrontEnd() throws ModelException {
        try (GenreModel model = TestModels.load("other-front-end.onnx")) {
            ModelException refused = catchThrowableOfType(
                    ModelException.class, () -> model.description().requireFrontEnd(FrontEndSpec.SHIPPED));

            assertThat(refused.code()).isEqualTo(ModelError.MODEL_FRONT_END);
            assertThat(refused).hasMessageContaining("differ in hop=512 (model) against hop=1920 (in use)");
        }
    }

    @Test
    void shouldRefuseAFileLargerThanAnyModel() throws IOException {
        Path model = write(new byte[0]);
        try (RandomAccessFile sparse = new RandomAccessFile(model.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }

        assertThat(refusal(model)).isEqualTo(ModelError.MODEL_TOO_LARGE);
        assertThat(sentence(model)).contains(model.toString(), "3,072 MB", "2,047 MB");
    }

    @Test
    void shouldRefuseAModelWhoseWeightsAreInOtherFiles() {
        Path model = TestModels.path("external-data.onnx");

        assertThat(refusal(model)).isEqualTo(ModelError.MODEL_IN_PARTS);
        assertThat(sentence(model)).contains("in other files", "onnx.save");
    }

    @Test
    void shouldRefuseAModelWithoutSelfTest() throws IOException {
        Path model = edited("tiny.onnx", "self_test", "self_tset");

        assertThat(refusal(model)).isEqualTo(ModelError.MODEL_METADATA_MISSING);
        assertThat(sentence(model)).contains("has no self_test", "genrestream model pack");
    }

    @Test
    void shouldRefuseAFrontEndThatCannotBeRead() throws IOException {
        Path model = edited("tiny.onnx", "taper=hann", "taper=fann");

        assertThat(refusal(model)).isEqualTo(ModelError.MODEL_METADATA_INVALID);
        assertThat(sentence(model)).contains("front_end cannot be read", "taper");
    }

    @Test
    void shouldRefuseNamesThatAreNotTheContracts() {
        Path input = TestModels.path("unknown-input.onnx");
        Path output = TestModels.path("unknown-output.onnx");

        assertThat(refusal(input)).isEqualTo(ModelError.MODEL_SHAPE);
        assertThat(sentence(input)).contains("input spectrogram", "not log_mel_db, mfcc or aggregate");
        assertThat(refusal(output)).isEqualTo(ModelError.MODEL_SHAPE);
        assertThat(sentence(output)).contains("no output named scores, but probabilities");
    }

    @Test
    void shouldRefuseABatchOfMoreThanOneWindow() {
        Path model = TestModels.path("fixed-batch.onnx");

        assertThat(refusal(model)).isEqualTo(ModelError.MODEL_SHAPE);
        assertThat(sentence(model)).contains("input mfcc", "[8, 34, 20]", "[-1, 34, 20]", "batch");
    }

    @Test
    void shouldRefuseScoresThatAreNoNumbers() {
        Path model = TestModels.path("no-number.onnx");

        assertThat(refusal(model)).isEqualTo(ModelError.MODEL_SELF_TEST_FAILED);
        assertThat(sentence(model)).contains("score of NaN, which is no probability");
    }

    @Test
    void shouldRefuseAnAggregateOfWhatIsNotComputedOfAWindow() throws IOException {
        Path tempo = edited("tiny-aggregate.onnx", "mfcc_1.std", "tempo.mean");

        assertThat(refusal(tempo)).isEqualTo(ModelError.MODEL_METADATA_INVALID);
        assertThat(sentence(tempo)).contains("aggregate_names has tempo.mean", "extract --per window --list-columns");
    }

    @Test
    void shouldRefuseAnAggregateOfAnotherLengthThanItsNames() throws IOException {
        Path shorter = edited("tiny-aggregate.onnx", "\"chroma_3.median\", ", "                   ");

        assertThat(refusal(shorter)).isEqualTo(ModelError.MODEL_SHAPE);
        assertThat(sentence(shorter)).contains("input aggregate has the shape [-1, 8]", "make [-1, 7]");
    }

    @Test
    void shouldRefuseAnAggregateWithoutNames() throws IOException {
        Path nameless = edited("tiny-aggregate.onnx", "aggregate_names", "aggregate_nemas");

        assertThat(refusal(nameless)).isEqualTo(ModelError.MODEL_METADATA_MISSING);
        assertThat(sentence(nameless)).contains("no aggregate_names");
    }

    @Test
    void shouldRefuseADigestThatIsNotTheFrontEnds() throws IOException {
        Path model = edited("tiny.onnx", "b258ea0a2c54ed53", "b258ea0a2c54ed54");

        assertThat(refusal(model)).isEqualTo(ModelError.MODEL_FRONT_END);
        assertThat(sentence(model)).contains("b258ea0a2c54ed53", "b258ea0a2c54ed54");
    }

    @Test
    void shouldRefuseALabelTwice() throws IOException {
        assertThat(refusal(edited("tiny.onnx", "\"jazz\"", "\"rock\""))).isEqualTo(ModelError.MODEL_LABELS);
    }

    @Test
    void shouldRefuseAnotherNumberOfLabelsThanScores() throws IOException {
        Path two = edited("tiny.onnx", "\"blues\", \"jazz\"", "\"blues and jaz\"");

        assertThat(refusal(two)).isEqualTo(ModelError.MODEL_LABELS);
        assertThat(sentence(two)).contains("3 scores for its 2 labels");
    }

    @Test
    void shouldRefuseAnUnknownActivation() throws IOException {
        Path model = edited("tiny.onnx", "softmax", "sofTmax");

        assertThat(refusal(model)).isEqualTo(ModelError.MODEL_METADATA_INVALID);
        assertThat(sentence(model)).contains("activation is 'sofTmax'");
    }

    @Test
    void shouldRefuseAnImpossibleCalibration() throws IOException {
        Path negative = edited("tiny.onnx", "\"track_exponent\": 1.5", "\"track_exponent\": -.5");
        Path zero = edited("tiny.onnx", "\"track_exponent\": 1.5", "\"track_exponent\": 0.0");

        assertThat(refusal(negative)).isEqualTo(ModelError.MODEL_METADATA_INVALID);
        assertThat(sentence(zero)).contains("track_exponent is 0.0");
    }

    @Test
    void shouldRefuseASigmoidThatCallsItselfASoftmax() throws IOException {
        Path model = edited("tiny-sigmoid.onnx", "sigmoid", "softmax");

        assertThat(refusal(model)).isEqualTo(ModelError.MODEL_SELF_TEST_FAILED);
        assertThat(sentence(model)).contains("which is no softmax");
    }

    /** A copy with a text of the metadata replaced by one of the same length, so that the file stays a model. */
    private Path edited(String model, String before, String after) throws IOException {
        assertThat(after).hasSameSizeAs(before);
        String whole = new String(Files.readAllBytes(TestModels.path(model)), StandardCharsets.ISO_8859_1);
        int place = whole.lastIndexOf(before);
        assertThat(place).isPositive();
        String changed = whole.substring(0, place) + after + whole.substring(place + before.length());
        return write(changed.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(Files.createTempFile(folder, "model", ".onnx"), content);
    }

    private static ModelError refusal(Path model) {
        return refused(model).code();
    }

    private static String sentence(Path model) {
        return refused(model).getMessage();
    }

    private static ModelException refused(Path model) {
        ModelException refused = catchThrowableOfType(
                ModelException.class, () -> GenreModel.load(model).close());
        assertThat(refused).as("refusal of %s", model).isNotNull();
        return refused;
    }
}
