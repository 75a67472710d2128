package io.genrestream.scoring;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.genrestream.dsp.FrontEndSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A model that has kept its contract: its metadata are complete, its graph fits them, and it computes the scores that
 * it was exported with. One session serves all threads; each thread scores through a {@link Scorer} of its own.
 */
public final class GenreModel implements AutoCloseable {
    private static final int DIGEST_DIGITS = 16;

    private final OrtEnvironment environment;
    private final OrtSession.SessionOptions options;
    private final OrtSession session;
    private final ModelDescription description;
    /** Closing a session under a run ends the process: runs hold the read lock, closing takes the write lock. */
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();

    private boolean closed;

    private GenreModel(byte[] file) throws ModelException, OrtException {
        environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "genrestream");
        options = sessionOptions();
        OrtSession opened = null;
        try {
            opened = environment.createSession(file, options);
            session = opened;
            ModelMetadata metadata = new ModelMetadata(session.getMetadata().getCustomMetadata());
            description = describe(session, metadata, digest(file));
            metadata.selfTest().run(scorer(), description);
        } catch (ModelException | OrtException | RuntimeException e) {
            if (opened != null) {
                opened.close();
            }
            options.close();
            throw e;
        }
    }

    /**
     * Loads a model, checks it and runs its self-test.
     *
     * @throws ModelException with the code and a sentence for the first thing that is wrong
     */
    public static GenreModel load(Path path) throws ModelException {
        byte[] file;
        try {
            file = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new ModelException(
                    ModelError.MODEL_MISSING, "There is no readable model file at " + path.toAbsolutePath() + ".", e);
        }
        try {
            return new GenreModel(file);
        } catch (OrtException e) {
            throw new ModelException(
                    ModelError.MODEL_UNREADABLE,
                    "ONNX Runtime cannot load %s (%d bytes): %s"
                            .formatted(path.toAbsolutePath(), file.length, e.getMessage()),
                    e);
        }
    }

    public ModelDescription description() {
        return description;
    }

    /** A scorer for one thread. */
    public Scorer scorer() {
        return new Scorer(this, environment, session);
    }

    /** Waits for the runs that are under way, then frees the session. */
    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
                // After its session, which reads it to the end.
                options.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot close its session: " + e.getMessage(), e);
        } finally {
            lifetime.writeLock().unlock();
        }
    }

    /** Something that uses the session. */
    @FunctionalInterface
    interface Use<T> {
        T run() throws OrtException;
    }

    <T> T whileOpen(Use<T> use) {
        lifetime.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("The model is closed.");
            }
            return use.run();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot score: " + e.getMessage(), e);
        } finally {
            lifetime.readLock().unlock();
        }
    }

    private static OrtSession.SessionOptions sessionOptions() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        // Stream threads are the parallelism; a pool of ONNX Runtime's own, sized to the host, would fight them.
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static ModelDescription describe(OrtSession session, ModelMetadata metadata, String digest)
            throws ModelException, OrtException {
        FrontEndSpec frontEnd = metadata.frontEnd();
        List<String> labels = metadata.labels();
        List<String> aggregateNames = metadata.aggregateNames();
        ModelDescription description = new ModelDescription(
                metadata.name(),
                metadata.version(),
                digest,
                frontEnd,
                labels,
                metadata.activation(),
                metadata.calibration(),
                Signature.inputs(session, frontEnd, aggregateNames),
                aggregateNames);
        Signature.checkOutputs(session, labels);
        return description;
    }

    private static String digest(byte[] file) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(file);
            return HexFormat.of().formatHex(hash).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
