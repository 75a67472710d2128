package io.genrestream.cli.extract;

import java.io.PrintWriter;
import java.util.List;

/** The columns for people: name, unit and meaning, as a table on a terminal, else with tabs between them. */
final class ColumnListing {
    private static final int UNIT = 18;

    private ColumnListing() {}

    static void print(List<PlaceColumn> places, List<Column> columns, PrintWriter out) {
        boolean terminal = System.console() != null && System.console().isTerminal();
        int longest = columns.stream()
                .mapToInt(column -> column.name().length())
                .max()
                .orElse(0);
        String line = terminal ? "%-" + Math.max(longest, 12) + "s  %-" + UNIT + "s  %s%n" : "%s\t%s\t%s%n";
        out.printf(line, "file", "", "path, as it was found");
        out.printf(
                line,
                "label",
                "",
                "folder at the level that separates the files: genre in DIR/genre/song; of FMA, its genre_top");
        out.printf(line, "artist", "", "artist that the file's tag names; of FMA, by id: artist 7");
        places.forEach(place -> out.printf(line, place.name(), place.unit(), place.meaning()));
        columns.forEach(column -> out.printf(line, column.name(), column.unit(), column.meaning()));
        out.flush();
    }
}
