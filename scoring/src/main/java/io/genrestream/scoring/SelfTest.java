package io.genrestream.scoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Examples with the scores that the exporter got for them: a file that was damaged, relabelled or is computed otherwise
 * here does not reproduce them.
 *
 * @param scores {@code [example][label]}
 * @param tolerance largest difference of a score
 */
record SelfTest(
        @JsonProperty(required = true) Map<String, Tensor> inputs,
        @JsonProperty(required = true) float[][] scores,
        @JsonProperty(required = true) double tolerance) {

    /** Far more than rounding, far less than a wrong activation. */
    private static final double SUM_TOLERANCE = 1e-3;

    /**
     * @param shape the first axis counts the examples
     * @param data float32 little-endian, row-major
     */
    record Tensor(
            @JsonProperty(required = true) long[] shape,
            @JsonProperty(required = true) byte[] data) {}

    void run(Scorer scorer, ModelDescription model) throws ModelException {
        if (scores.length == 0) {
            throw failed("The model's self-test has no examples.");
        }
        for (int example = 0; example < scores.length; example++) {
            for (Map.Entry<ModelInput, Integer> input : model.inputs().entrySet()) {
                scorer.set(input.getKey(), example(input.getKey(), input.getValue(), example));
            }
            compare(example, scorer.score().scores(), model);
        }
    }

    private ByteBuffer example(ModelInput input, int floats, int example) throws ModelException {
        Tensor tensor = inputs.get(input.tensor());
        int length = floats * Float.BYTES;
        if (tensor == null || tensor.data().length != length * scores.length) {
            throw failed("The model's self-test has no %d examples of %d floats for the input %s."
                    .formatted(scores.length, floats, input.tensor()));
        }
        return ByteBuffer.wrap(tensor.data(), example * length, length);
    }

    private void compare(int example, float[] computed, ModelDescription model) throws ModelException {
        if (computed.length != model.labels().size()) {
            throw new ModelException(
                    ModelError.MODEL_LABELS,
                    "The model gives %d scores for its %d labels."
                            .formatted(computed.length, model.labels().size()));
        }
        float[] expected = scores[example];
        if (expected.length != computed.length) {
            throw failed("The model's self-test expects %d scores, the model gives %d."
                    .formatted(expected.length, computed.length));
        }
        double sum = 0;
        for (int i = 0; i < computed.length; i++) {
            // Both are written so that a NaN fails too.
            if (!(computed[i] >= 0 && computed[i] <= 1 + SUM_TOLERANCE)) {
                throw failed("In its self-test the model gives %s a score of %s, which is no probability."
                        .formatted(model.labels().get(i), computed[i]));
            }
            if (!(Math.abs(computed[i] - expected[i]) <= tolerance)) {
                throw failed("In example %d of its self-test the model gives %s a score of %s instead of %s."
                        .formatted(example, model.labels().get(i), computed[i], expected[i]));
            }
            sum += computed[i];
        }
        if (model.activation() == Activation.SOFTMAX && Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw failed("The scores of the model's self-test sum to %.4f, which is no softmax.".formatted(sum));
        }
    }

    private static ModelException failed(String whatDiffers) {
        return new ModelException(ModelError.MODEL_SELF_TEST_FAILED, whatDiffers);
    }
}
