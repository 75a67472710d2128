package io.genrestream.cli.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Which columns a table has.
 *
 * @param level what a row is about
 * @param columns of features, without those that name the file or the place in it
 * @param sources where each column's value stands in a whole row of the level
 * @param matrices whether all of a window's log-mel matrix is there
 */
record Layout(Level level, List<Column> columns, int[] sources, boolean matrices) {
    /** Columns of text that every table begins with. */
    static final List<String> TEXTS = List.of("file", "label", "artist");

    /**
     * @param names of columns and groups; empty for all that need not be asked for
     * @throws IllegalArgumentException in a sentence, where a name means no column
     */
    static Layout choose(Level level, List<Column> all, List<String> names) {
        List<String> wanted = names.isEmpty() ? List.of("all") : names;
        for (String name : wanted) {
            if (all.stream().noneMatch(column -> column.isNamed(name))) {
                throw new IllegalArgumentException(
                        "--columns: no column or group '%s' --per %s; --list-columns prints all"
                                .formatted(name, level.name().toLowerCase(Locale.ROOT)));
            }
        }
        int[] sources = IntStream.range(0, all.size())
                .filter(i -> wanted.stream().anyMatch(all.get(i)::isNamed))
                .toArray();
        List<Column> chosen = new ArrayList<>();
        for (int source : sources) {
            chosen.add(all.get(source));
        }
        long matrix = all.stream().filter(Column::isLogMel).count();
        boolean matrices = level == Level.WINDOW
                && matrix == chosen.stream().filter(Column::isLogMel).count();
        return new Layout(level, List.copyOf(chosen), sources, matrices);
    }

    boolean hasRhythm() {
        return columns.stream().anyMatch(column -> column.group().equals(RhythmColumns.GROUP));
    }

    boolean isFma() {
        return columns.getFirst().group().equals(Columns.FMA);
    }

    int places() {
        return level.places().size();
    }

    /** Bytes of a row where it is kept until the table is made. */
    int rowBytes() {
        return places() * Double.BYTES + columns.size() * Float.BYTES;
    }
}
