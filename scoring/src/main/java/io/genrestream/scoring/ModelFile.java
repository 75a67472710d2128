package io.genrestream.scoring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;

/** The bytes of a model on disk, outside the heap: a service's is smaller than many a model. */
public final class ModelFile {
    private static final int MEGABYTE = 1 << 20;

    private ModelFile() {}

    /** @throws ModelException MODEL_MISSING or MODEL_TOO_LARGE */
    public static ByteBuffer map(Path path) throws ModelException {
        try (FileChannel file = FileChannel.open(path)) {
            requireWithin(path.toAbsolutePath().toString(), file.size(), Integer.MAX_VALUE);
            return file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
        } catch (IOException e) {
            throw new ModelException(
                    ModelError.MODEL_MISSING, "There is no readable model file at " + path.toAbsolutePath() + ".", e);
        }
    }

    /** @throws ModelException MODEL_TOO_LARGE where there are more than {@code most} bytes */
    static void requireWithin(String name, long bytes, long most) throws ModelException {
        if (bytes > most) {
            throw new ModelException(
                    ModelError.MODEL_TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "%s has %,d MB, which is more than the %,d MB that can be held here.",
                            name,
                            bytes / MEGABYTE,
                            most / MEGABYTE));
        }
    }
}
