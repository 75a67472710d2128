package io.genrestream.scoring;

import ai.onnxruntime.OrtException;
import io.genrestream.dsp.FrontEndSpec;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A model that has kept its contract: its metadata are complete, its graph fits them, and it computes the scores that
 * it was exported with. One session serves all threads; each thread scores through a {@link Scorer} of its own.
 */
public final class GenreModel implements AutoCloseable {
    private static final int DIGEST_DIGITS = 16;

    private final ModelSession session;
    private final ModelDescription description;
    /** Closing a session under a run ends the process: runs hold the read lock, closing takes the write lock. */
    private final ReadWriteLock lifetime = new ReentrantReadWriteLock();

    private boolean closed;

    private GenreModel(ModelSession session, ModelDescription description) {
        this.session = session;
        this.description = description;
    }

    /**
     * Loads a model, checks it and runs its self-test.
     *
     * @throws ModelException with the code and a sentence for the first thing that is wrong
     */
    public static GenreModel load(Path path) throws ModelException {
        return of(path.toAbsolutePath().toString(), ModelFile.map(path));
    }

    static GenreModel of(String name, ByteBuffer file) throws ModelException {
        GenreModel model = untested(name, file);
        try {
            model.session.metadata().selfTest().run(model.scorer(), model.description);
            return model;
        } catch (ModelException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /** Whose self-test has not been run, for making one. */
    static GenreModel untested(String name, ByteBuffer file) throws ModelException {
        ModelSession session = new ModelSession(name, file);
        try {
            return new GenreModel(session, describe(session, session.metadata(), digest(file)));
        } catch (ModelException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    public ModelDescription description() {
        return description;
    }

    /** A scorer for one thread. */
    public Scorer scorer() {
        return new Scorer(this, session.environment(), session.session());
    }

    /** Waits for the runs that are under way, then frees the session. */
    @Override
    public void close() {
        lifetime.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                session.close();
            }
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

    /** @throws ModelException for the first thing by which graph and metadata do not fit each other */
    static ModelDescription describe(ModelSession opened, ModelMetadata metadata, String digest) throws ModelException {
        FrontEndSpec frontEnd = metadata.frontEnd();
        List<String> labels = metadata.labels();
        List<String> aggregateNames = metadata.aggregateNames();
        Map<ModelInput, Integer> inputs = Signature.inputs(opened.session(), frontEnd, aggregateNames);
        ModelDescription description = new ModelDescription(
                metadata.name(),
                metadata.version(),
                digest,
                frontEnd,
                labels,
                metadata.activation(),
                metadata.calibration(),
                inputs,
                inputs.containsKey(ModelInput.AGGREGATE) ? aggregateNames : List.of());
        Signature.checkOutputs(opened.session(), labels, description.calibration());
        return description;
    }

    private static String digest(ByteBuffer file) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(file.duplicate());
            return HexFormat.of().formatHex(hash.digest()).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
