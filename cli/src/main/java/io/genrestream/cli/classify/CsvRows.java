package io.genrestream.cli.classify;

import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import io.genrestream.cli.offline.CsvOutput;
import io.genrestream.cli.offline.TableCell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Comma-separated values, a column for each label's score; control characters in tags become spaces. */
final class CsvRows implements RowFormat {
    private static final ObjectReader CELLS = new CsvMapper().readerFor(String[].class);
    private static final List<String> FIRST = List.of(
            "file", "label", "confidence", "tag", "verdict", "reason", "seconds", "windows", "endReason", "warnings");
    private static final List<String> LAST =
            List.of("size", "modified", "offset", "duration", "model", "error", "message");

    private final List<String> labels;
    private final List<String> columns = new ArrayList<>(FIRST);

    /** @param labels of the model */
    CsvRows(List<String> labels) {
        this.labels = labels;
        labels.forEach(label -> columns.add("score_" + label));
        columns.addAll(LAST);
    }

    @Override
    public String header() {
        return CsvOutput.line(columns);
    }

    @Override
    public String line(Classification result, RowSource source) {
        List<Object> cells = new ArrayList<>();
        cells.add(result.file());
        switch (result) {
            case Classification.Genre genre -> {
                cells.addAll(Arrays.asList(
                        genre.label(),
                        genre.confidence(),
                        plain(genre.tag()),
                        genre.verdict(),
                        genre.reason(),
                        genre.seconds(),
                        genre.windows(),
                        genre.endReason(),
                        String.join("; ", genre.warnings())));
                labels.forEach(label -> cells.add(genre.scores().get(label)));
            }
            case Classification.Failed failed ->
                cells.addAll(Arrays.asList(new Object[FIRST.size() - 1 + labels.size()]));
        }
        cells.addAll(
                Arrays.asList(source.size(), source.modified(), source.offset(), source.duration(), source.model()));
        Classification.Failed.Error error = result instanceof Classification.Failed failed ? failed.error() : null;
        cells.add(error == null ? null : error.code());
        cells.add(error == null ? null : plain(error.message()));
        return CsvOutput.line(cells);
    }

    @Override
    public StoredRow read(String line) throws IOException {
        String[] cells = CELLS.readValue(line);
        if (cells.length != columns.size()) {
            throw new IOException(cells.length + " columns instead of " + columns.size());
        }
        try {
            String duration = cell(cells, "duration");
            return new StoredRow(
                    cells[0],
                    new RowSource(
                            Long.parseLong(cell(cells, "size")),
                            cell(cells, "modified"),
                            Double.parseDouble(cell(cells, "offset")),
                            duration.isEmpty() ? null : Double.valueOf(duration),
                            cell(cells, "model")),
                    !cell(cells, "error").isEmpty());
        } catch (NumberFormatException e) {
            throw new IOException(e);
        }
    }

    @Override
    public boolean couldBegin(String torn) {
        return header().startsWith(torn);
    }

    private String cell(String[] cells, String column) {
        return cells[columns.indexOf(column)];
    }

    @Override
    public String name(String file) {
        return TableCell.harmless(file);
    }

    private static String plain(String text) {
        return text == null ? null : text.replaceAll("\\p{Cc}", " ");
    }
}
