package io.genrestream.cli.offline;

import io.genrestream.analysis.library.PathText;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A piece of text on its way into a column of a table. Widths count code points. */
public final class TableCell {
    /** How a formula begins, blanks and quotes before it let past (OWASP, "CSV Injection"). */
    private static final Pattern FORMULA = Pattern.compile("[\\t\\r\\n]|[\\s\"']*[=+@\uFF1D\uFF0B\uFF0D\uFF20-]");

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

    private TableCell() {}

    /** The text, behind an apostrophe where a spreadsheet would run it as a formula; what is a number stays one. */
    public static String harmless(String text) {
        boolean formula =
                FORMULA.matcher(text).lookingAt() && !NUMBER.matcher(text).matches();
        return formula ? "'" + text : text;
    }

    /** A row with tabs between its cells. */
    public static String tabbed(String... cells) {
        return Arrays.stream(cells)
                .map(TableCell::visible)
                .map(TableCell::harmless)
                .collect(Collectors.joining("\t"));
    }

    /** A file's name and tags are the file's author's: what would move the cursor is not let through. */
    public static String visible(String text) {
        return PathText.printable(text);
    }

    /** The beginning of what is too long. */
    public static String head(String text, int most) {
        return length(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** The end of what is too long: of a path it tells more. */
    public static String tail(String text, int most) {
        return length(text) <= most ? text : "…" + text.substring(text.offsetByCodePoints(text.length(), 1 - most));
    }

    public static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - length(text)));
    }

    /** @param part of 1 */
    public static String percent(double part) {
        return Math.round(100 * part) + "%";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
