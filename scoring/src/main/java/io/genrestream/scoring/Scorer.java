package io.genrestream.scoring;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Scores one window at a time; one for each thread. Its direct buffers are made once, since a tensor over a direct
 * buffer costs 0.3 µs where one from nested arrays costs a millisecond. All scorers of a model share its session.
 */
public final class Scorer {
    private record InputBuffer(String name, FloatBuffer floats, long[] shape) {}

    private final GenreModel model;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final boolean tellsTalk;
    private final Map<ModelInput, InputBuffer> feeds = new EnumMap<>(ModelInput.class);

    Scorer(GenreModel model, OrtEnvironment environment, OrtSession session) {
        this.model = model;
        this.environment = environment;
        this.session = session;
        ModelDescription description = model.description();
        this.tellsTalk = description.calibration().talkFrom().isPresent();
        description.inputs().forEach((input, floats) -> {
            long[] example = Signature.exampleShape(input, description.frontEnd(), description.aggregateNames());
            long[] shape = new long[example.length + 1];
            shape[0] = 1;
            System.arraycopy(example, 0, shape, 1, example.length);
            FloatBuffer direct = ByteBuffer.allocateDirect(floats * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            feeds.put(input, new InputBuffer(input.tensor(), direct, shape));
        });
    }

    /**
     * Sets an input of the next window; one that the model does not ask for is ignored.
     *
     * @param matrix row-major float32 little-endian, from its position to its limit, which stay
     * @throws IllegalArgumentException when it holds more or fewer floats than the input
     */
    public void set(ModelInput input, ByteBuffer matrix) {
        InputBuffer feed = feeds.get(input);
        if (feed == null) {
            return;
        }
        FloatBuffer floats = matrix.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        if (floats.remaining() != feed.floats().capacity()) {
            throw new IllegalArgumentException("%d floats for %s instead of %d"
                    .formatted(floats.remaining(), feed.name(), feed.floats().capacity()));
        }
        feed.floats().clear().put(floats).flip();
    }

    /**
     * Scores the inputs as last set.
     *
     * @throws IllegalStateException when ONNX Runtime fails or the model is closed
     */
    public WindowScores score() {
        return model.whileOpen(this::run);
    }

    private WindowScores run() throws OrtException {
        Map<String, OnnxTensor> tensors = new HashMap<>();
        try {
            for (InputBuffer feed : feeds.values()) {
                tensors.put(feed.name(), OnnxTensor.createTensor(environment, feed.floats(), feed.shape()));
            }
            try (OrtSession.Result result = session.run(tensors)) {
                return new WindowScores(
                        floats(result.get(Signature.SCORES).orElseThrow()),
                        result.get(Signature.EMBEDDING).map(Scorer::floats).orElseGet(() -> new float[0]),
                        tellsTalk ? floats(result.get(Signature.TALK).orElseThrow())[0] : 0);
            }
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static float[] floats(OnnxValue value) {
        FloatBuffer buffer = ((OnnxTensor) value).getFloatBuffer();
        float[] floats = new float[buffer.remaining()];
        buffer.get(floats);
        return floats;
    }
}
