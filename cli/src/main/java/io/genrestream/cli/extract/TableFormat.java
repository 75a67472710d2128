package io.genrestream.cli.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How a table is written to a file. */
interface TableFormat {

    /** Writes all of it to a file that is not there yet. */
    void write(FeatureTable table, Path file) throws IOException;

    /** By the ending of a file's name. */
    static Optional<TableFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "csv" -> Optional.of(new CsvTable());
            case "parquet" -> Optional.of(new ParquetTable());
            case "npz" -> Optional.of(new NpzTable());
            default -> Optional.empty();
        };
    }
}
