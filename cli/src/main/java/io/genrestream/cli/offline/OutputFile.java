package io.genrestream.cli.offline;

import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.LockedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The file of {@code -o}: one process at a time writes to it, and when it cannot, says why. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * As {@link LockedFile} opens it.
     *
     * @throws CommandFailure OUTPUT_BUSY while another process writes it
     */
    public static FileChannel lock(Path path) throws IOException {
        return LockedFile.open(path).orElseThrow(() -> new CommandFailure(CliError.OUTPUT_BUSY, PathText.of(path)));
    }

    public static CommandFailure unwritable(Path path, IOException why) {
        String reason =
                why instanceof FileSystemException ? why.toString() : PathText.of(path) + ": " + why.getMessage();
        return new CommandFailure(CliError.OUTPUT_UNWRITABLE, reason, why);
    }
}
