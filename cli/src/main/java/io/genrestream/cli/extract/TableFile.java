package io.genrestream.cli.extract;

import io.genrestream.analysis.library.FileProblem;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.OutputFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The file of {@code -o}, which appears when it is finished, and the rows beside it until then. */
final class TableFile {
    private final Path path;
    private final TableFormat format;
    private final Path kept;

    TableFile(Path path, TableFormat format) {
        this.path = path;
        this.format = format;
        this.kept = PathText.beside(path, ".partial");
    }

    /** @throws CommandFailure OUTPUT_EXISTS, or as {@link KeptRows#open} */
    KeptRows keptRows(Conditions conditions) {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.exists(kept)) {
            throw new CommandFailure(CliError.OUTPUT_EXISTS, PathText.of(path));
        }
        return KeptRows.open(kept, conditions);
    }

    /** Makes the table of the rows, and takes them away. Whenever it is ended, it can be run again. */
    void finish(FeatureTable table, List<KeptFile> files, List<FileProblem> problems, KeptRows keptRows) {
        Path anew = PathText.beside(path, ".new");
        try {
            Files.deleteIfExists(anew);
            ProblemFile.write(ProblemFile.beside(path), files, problems);
            if (!files.stream().allMatch(KeptFile::failed)) {
                write(table, anew);
                Files.move(anew, path, StandardCopyOption.ATOMIC_MOVE);
            }
            keptRows.delete();
        } catch (IOException e) {
            throw OutputFile.unwritable(path, e);
        }
    }

    private void write(FeatureTable table, Path anew) throws IOException {
        try {
            format.write(table, anew);
            try (FileChannel written = FileChannel.open(anew, StandardOpenOption.WRITE)) {
                written.force(true);
            }
        } catch (IOException e) {
            Files.deleteIfExists(anew);
            throw e;
        }
    }
}
