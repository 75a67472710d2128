package io.genrestream.cli.extract;

import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import io.genrestream.analysis.library.PathText;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Beside the table, the files that have no row in it, and those that were cut off: file, code, message. */
final class ProblemFile {
    /** Of a file whose row tells of what there is. */
    static final String TRUNCATED = "TRUNCATED";

    private static final CsvMapper CSV = new CsvMapper();

    private ProblemFile() {}

    /** {@code features.csv.problems.csv} */
    static Path beside(Path table) {
        return PathText.beside(table, ".problems.csv");
    }

    /** Writes it, or takes an old one away where there are no problems. */
    static void write(Path path, List<KeptFile> files) throws IOException {
        List<KeptFile> bad =
                files.stream().filter(file -> file.failed() || file.truncated()).toList();
        if (bad.isEmpty()) {
            Files.deleteIfExists(path);
            return;
        }
        Path anew = PathText.beside(path, ".new");
        try (Writer text = Files.newBufferedWriter(anew);
                CsvGenerator csv = CSV.getFactory().createGenerator(text)) {
            row(csv, "file", "code", "message");
            for (KeptFile file : bad) {
                row(csv, file.file(), code(file), message(file));
            }
        }
        Files.move(anew, path, StandardCopyOption.ATOMIC_MOVE);
    }

    static String code(KeptFile file) {
        return file.failed() ? file.code() : TRUNCATED;
    }

    static String message(KeptFile file) {
        return file.failed()
                ? file.message()
                : "The file ends before its header says so; its rows tell of what there is.";
    }

    private static void row(CsvGenerator csv, String... cells) throws IOException {
        csv.writeStartArray();
        for (String cell : cells) {
            csv.writeString(cell);
        }
        csv.writeEndArray();
    }
}
