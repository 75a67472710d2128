package io.genrestream.cli.classify;

import io.genrestream.cli.VerdictText;
import io.genrestream.cli.offline.TableCell;
import io.genrestream.result.GenreResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/**
 * ResultWriter for people. On a terminal a table of {@value #WIDTH} columns, in which what is too long is cut; elsewhere the
 * same columns whole and the codes of warnings, with a tab between them.
 */
final class GenreTable {
    private static final int WIDTH = 80;
    private static final int FILE = 26;
    private static final int GENRE = 15;
    private static final int THEN = 13;
    private static final int TAG = 9;
    private static final int TIMELINE = WIDTH - FILE - GENRE - THEN - TAG - 4;
    private static final int RUNNERS_UP = 2;

    private final boolean fitted;
    private final Ansi ansi;

    GenreTable(boolean fitted, Ansi ansi) {
        this.fitted = fitted;
        this.ansi = ansi;
    }

    String header() {
        return fitted
                ? ansi.string(
                        "@|underline " + row("file", TableCell.pad("genre", GENRE), "then", "tag", "timeline") + "|@")
                : "";
    }

    String line(Classification result, RowSource source) {
        return switch (result) {
            case Classification.Genre genre -> genre(genre);
            case Classification.Failed failed -> failed(failed);
        };
    }

    private String genre(Classification.Genre genre) {
        String name = VerdictText.name(genre.label(), genre.verdict(), genre.reason());
        String confidence = TableCell.percent(genre.confidence());
        String then = genre.scores().entrySet().stream()
                .skip(genre.label() == null ? 0 : 1)
                .limit(RUNNERS_UP)
                .map(other -> other.getKey() + " " + TableCell.percent(other.getValue()))
                .collect(Collectors.joining(", "));
        String tag = genre.tag() == null ? "" : TableCell.visible(genre.tag());
        String file = TableCell.visible(genre.file());
        if (!fitted) {
            String warnings = String.join("; ", genre.warnings());
            return TableCell.tabbed(file, name, confidence, then, tag, timeline(genre.timeline()), warnings);
        }
        String painted = paint(
                genre.label() == null ? "yellow" : "bold,green",
                TableCell.pad(name, GENRE - 5) + " " + TableCell.pad(confidence, 4));
        return row(file, painted, then, tag, timeline(genre.timeline())).stripTrailing();
    }

    private String failed(Classification.Failed failed) {
        String file = TableCell.visible(failed.file());
        String code = failed.error().code();
        String message = TableCell.visible(failed.error().message());
        return fitted
                ? TableCell.pad(TableCell.tail(file, FILE), FILE) + " " + paint("red", code) + ": " + message
                : TableCell.tabbed(file, "failed", code + ": " + message);
    }

    private static String row(String file, String genre, String then, String tag, String timeline) {
        return String.join(
                " ",
                TableCell.pad(TableCell.tail(file, FILE), FILE),
                genre,
                TableCell.pad(TableCell.head(then, THEN), THEN),
                TableCell.pad(TableCell.head(tag, TAG), TAG),
                TableCell.head(timeline, TIMELINE));
    }

    /** Which genre led from when on: {@code 0:03 jazz, 0:12 blues}. */
    private static String timeline(List<GenreResult.Change> changes) {
        return changes.stream()
                .map(change -> String.format(
                        Locale.ROOT,
                        "%d:%02d %s",
                        (long) change.seconds() / 60,
                        (long) change.seconds() % 60,
                        change.label() == null ? "?" : change.label()))
                .collect(Collectors.joining(", "));
    }

    private String paint(String style, String text) {
        return ansi.string("@|" + style + " " + text + "|@");
    }
}
