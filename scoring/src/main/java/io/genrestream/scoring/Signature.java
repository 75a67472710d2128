package io.genrestream.scoring;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.genrestream.dsp.FrontEndSpec;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Checks a graph's inputs and outputs against what the metadata call for. */
final class Signature {
    static final String SCORES = "scores";
    static final String EMBEDDING = "embedding";
    static final String TALK = "talk";
    private static final long FREE = -1;

    private Signature() {}

    /** The inputs that the graph asks for, with the length of one example in floats. */
    static Map<ModelInput, Integer> inputs(OrtSession session, FrontEndSpec frontEnd, List<String> aggregateNames)
            throws ModelException {
        Map<ModelInput, Integer> lengths = new EnumMap<>(ModelInput.class);
        for (NodeInfo node : nodes(session::getInputInfo).values()) {
            ModelInput input = ModelInput.named(node.getName())
                    .orElseThrow(() -> mismatch("The model has the input " + node.getName()
                            + ", which is not log_mel_db, mfcc or aggregate."));
            if (input == ModelInput.AGGREGATE && aggregateNames.isEmpty()) {
                throw new ModelException(
                        ModelError.MODEL_METADATA_MISSING,
                        "The model has the input aggregate, but no aggregate_names that say what it is made of.");
            }
            long[] example = exampleShape(input, frontEnd, aggregateNames);
            require(node, example);
            lengths.put(input, Math.toIntExact(Arrays.stream(example).reduce(1, Math::multiplyExact)));
        }
        return lengths;
    }

    static void checkOutputs(OrtSession session, List<String> labels, Calibration calibration) throws ModelException {
        Map<String, NodeInfo> outputs = nodes(session::getOutputInfo);
        NodeInfo scores = outputs.get(SCORES);
        if (scores == null) {
            throw mismatch(
                    "The model has no output named scores, but " + String.join(", ", session.getOutputNames()) + ".");
        }
        long[] shape = floatShape(scores);
        if (shape.length != 2) {
            throw mismatch("The model's scores have the shape %s instead of [batch][labels]."
                    .formatted(Arrays.toString(shape)));
        }
        if (shape[1] != FREE && shape[1] != labels.size()) {
            throw new ModelException(
                    ModelError.MODEL_LABELS,
                    "The model gives %d scores for its %d labels.".formatted(shape[1], labels.size()));
        }
        NodeInfo embedding = outputs.get(EMBEDDING);
        if (embedding != null && floatShape(embedding).length != 2) {
            throw mismatch("The model's embedding has the shape %s instead of [batch][d]."
                    .formatted(Arrays.toString(floatShape(embedding))));
        }
        NodeInfo talk = outputs.get(TALK);
        if (calibration.talkFrom().isPresent() && (talk == null || floatShape(talk).length != 1)) {
            throw mismatch("The model's calibration has talk_from, but the model no output talk of the shape [batch].");
        }
    }

    /** Shape of one example, without the batch axis. */
    static long[] exampleShape(ModelInput input, FrontEndSpec frontEnd, List<String> aggregateNames) {
        return switch (input) {
            case LOG_MEL_DB -> new long[] {frontEnd.frames(), frontEnd.bands()};
            case MFCC -> new long[] {frontEnd.frames(), frontEnd.mfccCount()};
            case AGGREGATE -> new long[] {aggregateNames.size()};
        };
    }

    @FunctionalInterface
    private interface Nodes {
        Map<String, NodeInfo> read() throws OrtException;
    }

    private static Map<String, NodeInfo> nodes(Nodes nodes) throws ModelException {
        try {
            return nodes.read();
        } catch (OrtException e) {
            throw new ModelException(ModelError.MODEL_UNREADABLE, e.getMessage(), e);
        }
    }

    private static void require(NodeInfo node, long[] example) throws ModelException {
        long[] shape = floatShape(node);
        boolean fits = shape.length == example.length + 1 && (shape[0] == FREE || shape[0] == 1);
        for (int axis = 0; fits && axis < example.length; axis++) {
            fits = shape[axis + 1] == FREE || shape[axis + 1] == example[axis];
        }
        if (!fits) {
            throw mismatch("The model's input %s has the shape %s, its metadata make %s (-1 is a free axis)."
                    .formatted(
                            node.getName(),
                            Arrays.toString(shape),
                            Arrays.toString(example).replace("[", "[-1, ")));
        }
    }

    private static long[] floatShape(NodeInfo node) throws ModelException {
        if (node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
            return tensor.getShape();
        }
        throw mismatch("The model's %s is no float32 tensor but %s.".formatted(node.getName(), node.getInfo()));
    }

    private static ModelException mismatch(String whatDiffers) {
        return new ModelException(ModelError.MODEL_SHAPE, whatDiffers);
    }
}
