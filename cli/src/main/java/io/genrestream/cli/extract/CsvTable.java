package io.genrestream.cli.extract;

import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import io.genrestream.dsp.fma.FmaColumn;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Comma-separated values under one row of names, or, of FMA's features, under the four first rows of its own file. */
final class CsvTable implements TableFormat {
    private static final CsvMapper CSV = new CsvMapper();

    @Override
    public void write(FeatureTable table, Path file) throws IOException {
        try (Writer text = Files.newBufferedWriter(file);
                CsvGenerator csv = CSV.getFactory().createGenerator(text)) {
            if (table.layout().isFma()) {
                fmaHeader(csv);
                table.forEach((texts, row) -> fmaRow(csv, texts, row, table.layout()));
            } else {
                header(csv, table.layout());
                table.forEach((texts, row) -> row(csv, texts, row, table.layout()));
            }
        }
    }

    private static void header(CsvGenerator csv, Layout layout) throws IOException {
        List<String> names = new ArrayList<>(Layout.TEXTS);
        layout.level().places().forEach(place -> names.add(place.name()));
        layout.columns().forEach(column -> names.add(column.name()));
        texts(csv, names);
    }

    private static void row(CsvGenerator csv, Texts texts, ByteBuffer row, Layout layout) throws IOException {
        csv.writeStartArray();
        csv.writeString(texts.file());
        csv.writeString(texts.label());
        csv.writeString(texts.artist());
        for (Place place : layout.level().places()) {
            double value = row.getDouble();
            if (place.whole()) {
                csv.writeNumber((long) value);
            } else {
                csv.writeNumber(value);
            }
        }
        values(csv, row);
        csv.writeEndArray();
    }

    private static void fmaHeader(CsvGenerator csv) throws IOException {
        fmaHeader(csv, "feature", FmaColumn::feature);
        fmaHeader(csv, "statistics", FmaColumn::statistics);
        fmaHeader(csv, "number", FmaColumn::number);
        fmaHeader(csv, "track_id", column -> "");
    }

    private static void fmaHeader(CsvGenerator csv, String first, Function<FmaColumn, String> cell) throws IOException {
        List<String> cells = new ArrayList<>(List.of(first));
        FmaColumn.all().forEach(column -> cells.add(cell.apply(column)));
        texts(csv, cells);
    }

    private static void fmaRow(CsvGenerator csv, Texts texts, ByteBuffer row, Layout layout) throws IOException {
        csv.writeStartArray();
        csv.writeString(texts.file());
        row.position(layout.places() * Double.BYTES);
        values(csv, row);
        csv.writeEndArray();
    }

    private static void values(CsvGenerator csv, ByteBuffer row) throws IOException {
        while (row.hasRemaining()) {
            csv.writeNumber(row.getFloat());
        }
    }

    private static void texts(CsvGenerator csv, List<String> cells) throws IOException {
        csv.writeStartArray();
        for (String cell : cells) {
            csv.writeString(cell);
        }
        csv.writeEndArray();
    }
}
