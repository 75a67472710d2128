package io.genrestream.analysis.numpy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.zip.ZipException;

/**
 * A zip of NumPy arrays, each under its name, as {@code numpy.savez} and {@code savez_compressed} write it. It is opened
 * as a file system, since a {@link java.util.zip.ZipFile} takes no path whose name is no text in the locale.
 */
public final class NpzFile implements AutoCloseable {
    private final FileSystem zip;

    /** @throws IOException when it cannot be read, or is no zip */
    public NpzFile(Path path) throws IOException {
        try {
            zip = FileSystems.newFileSystem(path);
        } catch (ProviderNotFoundException e) {
            throw new ZipException("it is no zip");
        }
    }

    public boolean has(String name) {
        return Files.exists(entry(name));
    }

    /** @throws ArrayFormatException when there is no array of that name, or it is not of a kind that is read here */
    public NpyArray open(String name) throws IOException {
        if (!has(name)) {
            throw new ArrayFormatException("it has no array " + name);
        }
        try {
            return new NpyArray(Files.newInputStream(entry(name)));
        } catch (ArrayFormatException e) {
            throw new ArrayFormatException("array " + name + ": " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private Path entry(String name) {
        return zip.getPath(name + ".npy");
    }
}
