package io.genrestream.cli.extract;

import io.genrestream.dsp.FrontEndSpec;
import java.util.List;

/** The columns of a table of windows, for who trains a model on it. */
public final class WindowColumns {
    private WindowColumns() {}

    /**
     * The names of the columns that {@code extract --per window --columns} writes, in their order.
     *
     * @param chosen columns and groups; empty for all that need not be asked for
     * @throws IllegalArgumentException in a sentence, where a name means no column
     */
    public static List<String> names(FrontEndSpec frontEnd, List<String> chosen) {
        return Layout.choose(Level.WINDOW, Columns.of(Level.WINDOW, frontEnd), chosen).columns().stream()
                .map(Column::name)
                .toList();
    }
}
