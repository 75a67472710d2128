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
        assertRefused(
                folder.resolve("none.onnx"),
                ModelError.MODEL_MISSING,
                "no readable model file",
                "none.onnx",
                "genrestream.model");
    }

    @Test
    void shouldRefuseATruncatedFile() throws IOException {
        byte[] whole = Files.readAllBytes(TestModels.path("tiny.onnx"));
        Path cut = write(Arrays.copyOf(whole, whole.length / 2));

        assertRefused(
                cut,
                ModelError.MODEL_UNREADABLE,
                "cannot load",
                cut.toString(),
                whole.length / 2 + " bytes",
                "SHA-256");
    }

    @Test
    void shouldRefuseAnEmptyFileAndSomethingElseThanAModel() throws IOException {
        assertRefused(write(new byte[0]), ModelError.MODEL_UNREADABLE);
        assertRefused(write("<html>not found</html>".getBytes(StandardCharsets.UTF_8)), ModelError.MODEL_UNREADABLE);
    }

    @Test
    void shouldRefuseAModelWithoutMetadata() {
        Path model = TestModels.path("no-metadata.onnx");

        assertRefused(model, ModelError.MODEL_METADATA_MISSING, "front_end", "labels", "self_test");
    }

    @Test
    void shouldRefuseSwappedLabels() {
        Path model = TestModels.path("swapped-labels.onnx");

        assertRefused(model, ModelError.MODEL_SELF_TEST_FAILED, "example 0", "gives blues a score of", "order");
    }

    @Test
    void shouldRefuseAnInputThatTheFrontEndDoesNotMake() {
        Path model = TestModels.path("wrong-shape.onnx");

        assertRefused(model, ModelError.MODEL_SHAPE, "log_mel_db", "[-1, 34, 40]", "[-1, 34, 96]");
    }

    @Test
    void shouldRefuseALimitForTalkWithoutTheOutput() {
        assertRefused(TestModels.path("no-talk.onnx"), ModelError.MODEL_SHAPE, "talk_from", "no output talk");
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

        assertRefused(model, ModelError.MODEL_TOO_LARGE, model.toString(), "3,072 MB", "2,047 MB");
    }

    @Test
    void shouldRefuseAModelWhoseWeightsAreInOtherFiles() {
        Path model = TestModels.path("external-data.onnx");

        assertRefused(model, ModelError.MODEL_IN_PARTS, "in other files", "onnx.save");
    }

    @Test
    void shouldRefuseAModelWithoutSelfTest() throws IOException {
        Path model = edited("tiny.onnx", "self_test", "self_tset");

        assertRefused(model, ModelError.MODEL_METADATA_MISSING, "has no self_test", "genrestream model pack");
    }

    @Test
    void shouldRefuseAFrontEndThatCannotBeRead() throws IOException {
        Path model = edited("tiny.onnx", "taper=hann", "taper=fann");

        assertRefused(model, ModelError.MODEL_METADATA_INVALID, "front_end cannot be read", "taper");
    }

    @Test
    void shouldRefuseNamesThatAreNotTheContracts() {
        Path input = TestModels.path("unknown-input.onnx");
        Path output = TestModels.path("unknown-output.onnx");

        assertRefused(input, ModelError.MODEL_SHAPE, "input spectrogram", "not log_mel_db, mfcc or aggregate");
        assertRefused(output, ModelError.MODEL_SHAPE, "no output named scores, but probabilities");
    }

    @Test
    void shouldRefuseABatchOfMoreThanOneWindow() {
        Path model = TestModels.path("fixed-batch.onnx");

        assertRefused(model, ModelError.MODEL_SHAPE, "input mfcc", "[8, 34, 20]", "[-1, 34, 20]", "batch");
    }

    @Test
    void shouldRefuseScoresThatAreNoNumbers() {
        Path model = TestModels.path("no-number.onnx");

        assertRefused(model, ModelError.MODEL_SELF_TEST_FAILED, "score of NaN, which is no probability");
    }

    @Test
    void shouldRefuseAnAggregateOfWhatIsNotComputedOfAWindow() throws IOException {
        Path tempo = edited("tiny-aggregate.onnx", "mfcc_1.std", "tempo.mean");

        assertRefused(
                tempo,
                ModelError.MODEL_METADATA_INVALID,
                "aggregate_names has tempo.mean",
                "extract --per window --list-columns");
    }

    @Test
    void shouldRefuseAnAggregateOfAnotherLengthThanItsNames() throws IOException {
        Path shorter = edited("tiny-aggregate.onnx", "\"chroma_3.median\", ", "                   ");

        assertRefused(shorter, ModelError.MODEL_SHAPE, "input aggregate has the shape [-1, 8]", "make [-1, 7]");
    }

    @Test
    void shouldRefuseAnAggregateWithoutNames() throws IOException {
        Path nameless = edited("tiny-aggregate.onnx", "aggregate_names", "aggregate_nemas");

        assertRefused(nameless, ModelError.MODEL_METADATA_MISSING, "no aggregate_names");
    }

    @Test
    void shouldRefuseADigestThatIsNotTheFrontEnds() throws IOException {
        Path model = edited("tiny.onnx", "b258ea0a2c54ed53", "b258ea0a2c54ed54");

        assertRefused(model, ModelError.MODEL_FRONT_END, "b258ea0a2c54ed53", "b258ea0a2c54ed54");
    }

    @Test
    void shouldRefuseALabelTwice() throws IOException {
        assertRefused(edited("tiny.onnx", "\"jazz\"", "\"rock\""), ModelError.MODEL_LABELS);
    }

    @Test
    void shouldRefuseAnotherNumberOfLabelsThanScores() throws IOException {
        Path two = edited("tiny.onnx", "\"blues\", \"jazz\"", "\"blues and jaz\"");

        assertRefused(two, ModelError.MODEL_LABELS, "3 scores for its 2 labels");
    }

    @Test
    void shouldRefuseAnUnknownActivation() throws IOException {
        Path model = edited("tiny.onnx", "softmax", "sofTmax");

        assertRefused(model, ModelError.MODEL_METADATA_INVALID, "activation is 'sofTmax'");
    }

    @Test
    void shouldRefuseAnImpossibleCalibration() throws IOException {
        Path negative = edited("tiny.onnx", "\"track_exponent\": 1.5", "\"track_exponent\": -1 ");
        Path zero = edited("tiny.onnx", "\"track_exponent\": 1.5", "\"track_exponent\": 0.0");

        assertRefused(negative, ModelError.MODEL_METADATA_INVALID, "track_exponent is -1");
        assertRefused(zero, ModelError.MODEL_METADATA_INVALID, "track_exponent is 0.0");
    }

    @Test
    void shouldRefuseASigmoidThatCallsItselfASoftmax() throws IOException {
        Path model = edited("tiny-sigmoid.onnx", "sigmoid", "softmax");

        assertRefused(model, ModelError.MODEL_SELF_TEST_FAILED, "which is no softmax");
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

    private static void assertRefused(Path model, ModelError code, String... words) {
        ModelException refused = catchThrowableOfType(
                ModelException.class, () -> GenreModel.load(model).close());

        assertThat(refused).as("refusal of %s", model).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
        for (String word : words) {
            assertThat(refused).hasMessageContaining(word);
        }
    }
}
