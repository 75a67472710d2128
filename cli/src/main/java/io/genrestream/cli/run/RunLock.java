package io.genrestream.cli.run;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.LockedFile;
import io.genrestream.embedded.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Lets one command at a time change what runs on a state directory. */
final class RunLock implements AutoCloseable {

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @return empty when another process holds it */
    static Optional<RunLock> tryAcquire(StateDirectory state) {
        try {
            Files.createDirectories(state.root());
            Optional<FileChannel> channel = LockedFile.open(state.root().resolve("lock"));
            if (channel.isPresent()) {
                // In a file of its own: closing any other channel of a locked file gives the lock away.
                Files.writeString(holderFile(state), identity(ProcessHandle.current()));
            }
            return channel.map(RunLock::new);
        } catch (IOException e) {
            throw new CommandFailure(CliError.STATE_UNWRITABLE, state.root() + ": " + e.getMessage(), e);
        }
    }

    /** The process that holds the lock, if it has said so and is still the one that did. */
    static Optional<ProcessHandle> holder(StateDirectory state) {
        try {
            String recorded = Files.readString(holderFile(state));
            return ProcessHandle.of(Long.parseLong(recorded.substring(0, recorded.indexOf(' '))))
                    .filter(process -> identity(process).equals(recorded));
        } catch (IOException | RuntimeException e) {
            // Not written yet, or half written: then nobody knows.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process id alone may have passed on to a stranger; with the time of its start it cannot. */
    private static String identity(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static Path holderFile(StateDirectory state) {
        return state.root().resolve("lock.holder");
    }
}
