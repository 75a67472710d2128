package io.genrestream.kit.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A small file of lines, such as one of secrets, that is read again when it has changed. For one thread at a time. */
public final class WatchedFile {
    private static final long MOST_BYTES = 1 << 20;

    /** Why it cannot be used. The message tells nothing of its content. */
    public static final class UnusableFileException extends Exception {
        private static final long serialVersionUID = 1L;

        private UnusableFileException(String message) {
            super(message);
        }
    }

    /** What tells one content of the file from the next, without reading it. */
    private record Version(FileTime modified, long bytes, Object fileKey) {}

    private final Path file;
    private final Set<PosixFilePermission> refused;
    /** Of the lines that were given last. */
    private Version seen;
    /** Of those in use. */
    private Version version;

    /** @param refused permissions with which the file is not read */
    public WatchedFile(Path file, Set<PosixFilePermission> refused) {
        this.file = file;
        this.refused = refused;
    }

    /**
     * The lines, if the file has changed since they were last {@link #accept accepted}.
     *
     * @throws UnusableFileException also again and again, until the file is as it must be
     */
    public Optional<List<String>> changed() throws UnusableFileException {
        try {
            Version now = version();
            return now.equals(version) ? Optional.empty() : Optional.of(read(now));
        } catch (IOException e) {
            // Without its message: that of an encoding fault would tell of the content.
            throw new UnusableFileException(e.getClass().getSimpleName() + " of " + file);
        }
    }

    /** The lines that were given last are in use. */
    public void accept() {
        version = seen;
    }

    private List<String> read(Version now) throws IOException, UnusableFileException {
        PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix != null && posix.readAttributes().permissions().stream().anyMatch(refused::contains)) {
            throw new UnusableFileException("others than its owner may do more with it than they should");
        }
        if (now.bytes() > MOST_BYTES) {
            throw new UnusableFileException("it has more than 1 MiB");
        }
        List<String> lines = Files.readAllLines(file, UTF_8);
        seen = now;
        return lines;
    }

    private Version version() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }
}
