package io.genrestream.analysis.numpy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A zip of NumPy arrays, each under its name, as {@code numpy.savez} and {@code savez_compressed} write it. */
public final class NpzFile implements AutoCloseable {
    private final ZipFile zip;

    /** @throws IOException when it cannot be read, or is no zip */
    public NpzFile(Path path) throws IOException {
        zip = new ZipFile(path.toFile());
    }

    public boolean has(String name) {
        return entry(name) != null;
    }

    /** @throws ArrayFormatException when there is no array of that name, or it is not of a kind that is read here */
    public NpyArray open(String name) throws IOException {
        ZipEntry entry = entry(name);
        if (entry == null) {
            throw new ArrayFormatException("it has no array " + name);
        }
        try {
            return new NpyArray(zip.getInputStream(entry));
        } catch (ArrayFormatException e) {
            throw new ArrayFormatException("array " + name + ": " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private ZipEntry entry(String name) {
        return zip.getEntry(name + ".npy");
    }
}
