package io.genrestream.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** A file that one process at a time holds; the operating system gives it back when its holder ends, however it ends. */
public final class LockedFile {
    private LockedFile() {}

    /**
     * Opens the file to read and write it, and creates it if need be; a pipe or a device is opened for writing, and not
     * locked. It has to be read by this very channel: closing any other one of the same file gives the lock away.
     *
     * @return empty while another process, or another part of this one, holds it
     */
    public static Optional<FileChannel> open(Path path) throws IOException {
        boolean regular = Files.isRegularFile(path) || Files.notExists(path);
        Set<OpenOption> options = regular
                ? Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)
                : Set.of(StandardOpenOption.WRITE);
        FileChannel channel = FileChannel.open(path, options);
        try {
            if (!regular || channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // This very process has it open, which is as bad.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }
}
