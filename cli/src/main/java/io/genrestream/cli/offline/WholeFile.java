package io.genrestream.cli.offline;

import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file that is there as a whole or not at all. */
public final class WholeFile {
    private WholeFile() {}

    @FunctionalInterface
    public interface ContentWriter {
        void write(OutputStream out) throws IOException;
    }

    /**
     * @param unwritable the code of the failure
     * @throws CommandFailure when it cannot be written; what was in the file before is still there then
     */
    public static void write(Path file, CliError unwritable, ContentWriter content) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // A device or pipe is written as it is; a folder refuses.
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                    content.write(out);
                }
                return;
            }
            replace(Files.exists(file) ? file.toRealPath() : file, content);
        } catch (IOException e) {
            String reason = e instanceof FileSystemException ? e.toString() : PathText.of(file) + ": " + e.getMessage();
            throw new CommandFailure(unwritable, reason, e);
        }
    }

    private static void replace(Path file, ContentWriter content) throws IOException {
        Path anew =
                file.resolveSibling(".genrestream-" + ProcessHandle.current().pid());
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(anew))) {
                content.write(out);
            }
            Files.move(anew, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(anew);
        }
    }
}
