package io.genrestream.cli.send;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The bytes of a file or pipe on their way into a request, which does not tell whose fault it is when it fails. */
final class FileStream extends FilterInputStream {
    private final LongConsumer sent;
    private final long length;
    private long bytes;
    private volatile IOException failure;

    /**
     * Opens it; a pipe that nobody writes to is waited for.
     *
     * @param sent is told the bytes handed to the network so far
     * @throws UnreadableFileException when there is no such file, or it cannot be opened
     */
    FileStream(Path file, LongConsumer sent) throws UnreadableFileException {
        super(null);
        this.sent = sent;
        try {
            in = Files.newInputStream(file);
            length = Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UnreadableFileException(e);
        }
    }

    /** That of a file, which gives so many bytes even if it grows meanwhile; empty where only its end tells. */
    Optional<Long> length() {
        return length == 0 ? Optional.empty() : Optional.of(length);
    }

    /** Why it could not be read to its end. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public int read(byte[] buffer, int offset, int most) throws IOException {
        try {
            int count = length > 0 && bytes == length ? -1 : super.read(buffer, offset, wanted(most));
            if (count < 0 && bytes < length) {
                throw new EOFException("It has become shorter while it was read.");
            }
            bytes += Math.max(count, 0);
            sent.accept(bytes);
            return count;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private int wanted(int most) {
        return length == 0 ? most : (int) Math.min(most, length - bytes);
    }
}
