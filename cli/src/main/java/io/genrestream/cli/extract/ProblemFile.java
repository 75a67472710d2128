package io.genrestream.cli.extract;

import io.genrestream.analysis.library.FileProblem;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.offline.CsvOutput;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Beside the table, what has no row in it, and the files that were decoded with warnings: file, code, message. */
final class ProblemFile {
    private static final String TRUNCATED = "TRUNCATED";

    private ProblemFile() {}

    /** {@code features.csv.problems.csv} */
    static Path beside(Path table) {
        return PathText.beside(table, ".problems.csv");
    }

    /**
     * Writes it, or takes an old one away where there are no problems.
     *
     * @param problems of what was named and is no file of music
     */
    static void write(Path path, List<KeptFile> files, List<FileProblem> problems) throws IOException {
        List<KeptFile> bad = files.stream().filter(KeptFile::hasProblems).toList();
        if (bad.isEmpty() && problems.isEmpty()) {
            Files.deleteIfExists(path);
            return;
        }
        Path anew = PathText.beside(path, ".new");
        try (Writer text = Files.newBufferedWriter(anew);
                CsvOutput csv = new CsvOutput(text)) {
            csv.row(List.of("file", "code", "message"));
            for (FileProblem problem : problems) {
                csv.row(List.of(problem.name(), problem.error(), problem.message()));
            }
            for (KeptFile file : bad) {
                csv.row(List.of(file.file(), code(file), message(file)));
            }
        }
        Files.move(anew, path, StandardCopyOption.ATOMIC_MOVE);
    }

    static String code(KeptFile file) {
        return file.failed() ? file.code() : String.join("; ", file.warnings());
    }

    static String message(KeptFile file) {
        if (file.failed()) {
            return file.message();
        }
        return file.warnings().contains(TRUNCATED)
                ? "The file ends before its header says so; its rows tell of what there is."
                : "This was noticed when the file was decoded, and its rows tell of what came out.";
    }
}
