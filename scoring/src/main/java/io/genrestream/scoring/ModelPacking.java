package io.genrestream.scoring;

import io.genrestream.scoring.SelfTest.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Makes an ONNX file of anybody's into a model that can be served: stamps on it what it cannot say of itself. */
public final class ModelPacking {
    private static final int EXAMPLES = 4;
    /** A file that grows takes twice its size, and what it was withMetadata with first is still there. */
    private static final int HEAP_A_BYTE = 4;

    private static final double TOLERANCE = 1e-4;
    /** Music lies about here in dB; what the examples sound like is of no importance. */
    private static final float MEAN = -25;

    private static final float SPREAD = 15;

    private ModelPacking() {}

    /**
     * @param onnx a model whose inputs and outputs have the contract's names and shapes; metadata in it are replaced
     * @return the file to serve, which has been loaded and has passed its self-test
     * @throws ModelException when the graph and the metadata do not fit each other
     */
    public static byte[] pack(ByteBuffer onnx, PackedMetadata metadata) throws ModelException {
        ModelFile.requireWithin(
                metadata.name(), onnx.remaining(), Runtime.getRuntime().maxMemory() / HEAP_A_BYTE);
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        float[][] scores = new float[EXAMPLES][];
        SelfTest none = new SelfTest(Map.of(), scores, TOLERANCE);
        PackedMetadata fitting;
        try (GenreModel model =
                GenreModel.untested(metadata.name(), ByteBuffer.wrap(withMetadata(onnx, metadata, none)))) {
            fitting = metadata.of(model.description().aggregateNames());
            Random random = new Random(1);
            model.description()
                    .inputs()
                    .forEach((input, floats) -> inputs.put(input.tensor(), examples(floats, random)));
            Scorer scorer = model.scorer();
            for (int example = 0; example < EXAMPLES; example++) {
                for (Map.Entry<ModelInput, Integer> input :
                        model.description().inputs().entrySet()) {
                    int length = input.getValue() * Float.BYTES;
                    scorer.set(
                            input.getKey(),
                            ByteBuffer.wrap(inputs.get(input.getKey().tensor()).data(), example * length, length));
                }
                scores[example] = scorer.score().scores();
            }
        }
        byte[] packed = withMetadata(onnx, fitting, new SelfTest(inputs, scores, TOLERANCE));
        GenreModel.of(metadata.name(), ByteBuffer.wrap(packed)).close();
        return packed;
    }

    private static byte[] withMetadata(ByteBuffer onnx, PackedMetadata metadata, SelfTest selfTest)
            throws ModelException {
        try {
            return OnnxFile.withMetadata(onnx, metadata.entries(selfTest));
        } catch (IllegalArgumentException e) {
            throw new ModelException(ModelError.MODEL_UNREADABLE, "The file is no ONNX model: " + e.getMessage(), e);
        }
    }

    private static Tensor examples(int floats, Random random) {
        ByteBuffer data = ByteBuffer.allocate(EXAMPLES * floats * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (data.hasRemaining()) {
            data.putFloat((float) (MEAN + SPREAD * random.nextGaussian()));
        }
        return new Tensor(new long[] {EXAMPLES, floats}, data.array());
    }
}
