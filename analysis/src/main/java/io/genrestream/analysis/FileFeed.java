package io.genrestream.analysis;

import io.genrestream.decoding.Decoding;
import io.genrestream.decoding.DecodingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Gives a file's bytes to its decoding; ends the decoding when the file cannot be read. */
final class FileFeed implements Runnable {
    private static final int BLOCK = 64 * 1024;

    private final Path file;
    private final Decoding decoding;
    private volatile FileAnalysis.Failed failure;

    FileFeed(Path file, Decoding decoding) {
        this.file = file;
        this.decoding = decoding;
    }

    @Override
    public void run() {
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                decoding.write(block, 0, count);
            }
            decoding.finish();
        } catch (DecodingException e) {
            // The reader is told the same.
        } catch (IOException e) {
            failure = FileAnalysis.Failed.of(file, e);
            decoding.close();
        }
    }

    /** What was wrong with the file itself, once the decoding has failed. */
    Optional<FileAnalysis.Failed> failure() {
        return Optional.ofNullable(failure);
    }
}
