package io.genrestream.cli.offline;

import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** Rows of comma-separated values, whose texts no spreadsheet takes for formulas. */
public final class CsvOutput implements Closeable {
    private static final CsvMapper CSV = new CsvMapper();

    private final CsvGenerator csv;

    /** @param out is closed with this */
    public CsvOutput(Writer out) throws IOException {
        csv = CSV.getFactory().createGenerator(out);
    }

    /** A row by itself, without the end of its line. */
    public static String line(List<?> cells) {
        StringWriter text = new StringWriter();
        try (CsvOutput row = new CsvOutput(text)) {
            row.row(cells);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().replaceFirst("\\n$", "");
    }

    /** @param cells strings, numbers, and null for an empty cell */
    public void row(List<?> cells) throws IOException {
        begin();
        for (Object cell : cells) {
            switch (cell) {
                case null -> text("");
                case Double number -> number(number);
                case Integer number -> number(number.longValue());
                case Long number -> number(number.longValue());
                default -> text(cell.toString());
            }
        }
        end();
    }

    public void begin() throws IOException {
        csv.writeStartArray();
    }

    public void text(String text) throws IOException {
        csv.writeString(TableCell.harmless(text));
    }

    public void number(long number) throws IOException {
        csv.writeNumber(number);
    }

    public void number(double number) throws IOException {
        csv.writeNumber(number);
    }

    public void number(float number) throws IOException {
        csv.writeNumber(number);
    }

    public void end() throws IOException {
        csv.writeEndArray();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
