package io.genrestream.cli.extract;

import io.genrestream.cli.offline.CsvOutput;
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
    @Override
    public void write(FeatureTable table, Path file) throws IOException {
        try (Writer text = Files.newBufferedWriter(file);
                CsvOutput csv = new CsvOutput(text)) {
            if (table.layout().isFma()) {
                fmaHeader(csv);
                table.forEach((texts, row) -> fmaRow(csv, texts, row, table.layout()));
            } else {
                header(csv, table.layout());
                table.forEach((texts, row) -> row(csv, texts, row, table.layout()));
            }
        }
    }

    private static void header(CsvOutput csv, Layout layout) throws IOException {
        List<String> names = new ArrayList<>(Layout.TEXTS);
        layout.level().places().forEach(place -> names.add(place.name()));
        layout.columns().forEach(column -> names.add(column.name()));
        csv.row(names);
    }

    private static void row(CsvOutput csv, Texts texts, ByteBuffer row, Layout layout) throws IOException {
        csv.begin();
        csv.text(texts.file());
        csv.text(texts.label());
        csv.text(texts.artist());
        for (PlaceColumn place : layout.level().places()) {
            double value = row.getDouble();
            if (place.whole()) {
                csv.number((long) value);
            } else {
                csv.number(value);
            }
        }
        values(csv, row);
        csv.end();
    }

    private static void fmaHeader(CsvOutput csv) throws IOException {
        fmaHeader(csv, "feature", FmaColumn::feature);
        fmaHeader(csv, "statistics", FmaColumn::statistics);
        fmaHeader(csv, "number", FmaColumn::number);
        fmaHeader(csv, "track_id", column -> "");
    }

    private static void fmaHeader(CsvOutput csv, String first, Function<FmaColumn, String> cell) throws IOException {
        List<String> cells = new ArrayList<>(List.of(first));
        FmaColumn.all().forEach(column -> cells.add(cell.apply(column)));
        csv.row(cells);
    }

    private static void fmaRow(CsvOutput csv, Texts texts, ByteBuffer row, Layout layout) throws IOException {
        csv.begin();
        csv.text(texts.file());
        row.position(layout.places() * Double.BYTES);
        values(csv, row);
        csv.end();
    }

    private static void values(CsvOutput csv, ByteBuffer row) throws IOException {
        while (row.hasRemaining()) {
            csv.number(row.getFloat());
        }
    }
}
