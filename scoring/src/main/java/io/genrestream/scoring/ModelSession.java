package io.genrestream.scoring;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;

/** A model file as ONNX Runtime has loaded it, with the native objects that belong to it. */
final class ModelSession implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession.SessionOptions options;
    private final OrtSession session;

    /**
     * @param name of the file, for the sentence that refuses it
     * @throws ModelException MODEL_UNREADABLE or MODEL_IN_PARTS
     */
    ModelSession(String name, ByteBuffer file) throws ModelException {
        if (OnnxFile.hasWeightsElsewhere(file)) {
            throw new ModelException(
                    ModelError.MODEL_IN_PARTS, "Weights of %s are not in it but in other files.".formatted(name));
        }
        environment = NativeEnvironment.get();
        options = new OrtSession.SessionOptions();
        try {
            // Stream threads are the parallelism; a pool of ONNX Runtime's own, sized to the host, would fight them.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            session = environment.createSession(direct(file), options);
        } catch (OrtException e) {
            options.close();
            throw new ModelException(
                    ModelError.MODEL_UNREADABLE,
                    "ONNX Runtime cannot load %s (%d bytes): %s".formatted(name, file.remaining(), e.getMessage()),
                    e);
        }
    }

    /** ONNX Runtime takes no other buffers. */
    private static ByteBuffer direct(ByteBuffer file) {
        return file.isDirect()
                ? file.duplicate()
                : ByteBuffer.allocateDirect(file.remaining())
                        .put(file.duplicate())
                        .flip();
    }

    OrtEnvironment environment() {
        return environment;
    }

    OrtSession session() {
        return session;
    }

    /** @throws ModelException MODEL_METADATA_MISSING */
    ModelMetadata metadata() throws ModelException {
        try {
            return new ModelMetadata(session.getMetadata().getCustomMetadata());
        } catch (OrtException e) {
            throw new ModelException(ModelError.MODEL_UNREADABLE, e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
            // After its session, which reads it to the end.
            options.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close its session: " + e.getMessage(), e);
        }
    }
}
