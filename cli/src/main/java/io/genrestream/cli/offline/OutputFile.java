package io.genrestream.cli.offline;

import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file of {@code -o}: one process at a time writes to it, and when it cannot, says why. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * The file, created if need be, and locked if it is one.
     *
     * @throws CommandFailure OUTPUT_BUSY while another process writes it
     */
    public static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!Files.isRegularFile(path) || channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // This very process has it open, which is as bad.
        }
        channel.close();
        throw new CommandFailure(CliError.OUTPUT_BUSY, PathText.of(path));
    }

    public static CommandFailure unwritable(Path path, IOException why) {
        String reason =
                why instanceof FileSystemException ? why.toString() : PathText.of(path) + ": " + why.getMessage();
        return new CommandFailure(CliError.OUTPUT_UNWRITABLE, reason, why);
    }
}
