package io.genrestream.cli.sort;

import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.offline.TableCell;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** What was done, a line each: on a terminal cut to 80 columns, elsewhere whole with tabs between. */
final class SortRows {
    private static final int DEED = 7;
    private static final int GENRE = 10;
    private static final int CONFIDENCE = 4;
    private static final int FILE = 27;
    private static final int PLACE = 28;

    private final PrintWriter out;
    private final boolean fitted;
    private final Path into;

    SortRows(PrintWriter out, boolean fitted, Path into) {
        this.out = out;
        this.fitted = fitted;
        this.into = into;
    }

    void sorted(SortedFile one) {
        String file = PathText.of(one.file());
        row(one.deed(), one.genre(), TableCell.percent(one.confidence()), file, one.place(), one.warnings());
    }

    /** @param why begins with a code */
    void failed(String file, String why) {
        if (fitted) {
            out.println(TableCell.pad("failed", DEED) + " "
                    + TableCell.pad(TableCell.tail(TableCell.visible(file), FILE), FILE) + " "
                    + TableCell.visible(why));
        } else {
            out.println(TableCell.tabbed("failed", "", "", file, why));
        }
        out.flush();
    }

    /** A playlist. */
    void written(String deed, Path list) {
        row(deed, "", "", "", list, List.of());
    }

    void takenBack(TakeBack.Outcome outcome, Path place) {
        String deed = switch (outcome) {
            case BACK -> "undone";
            case GONE -> "gone";
            case CHANGED, OCCUPIED -> "kept";
        };
        row(deed, "", "", "", place, List.of());
    }

    private void row(String deed, String genre, String confidence, String file, Path place, List<String> warnings) {
        if (fitted) {
            String inside = PathText.of(into.relativize(place));
            String row = file.isEmpty()
                    ? TableCell.pad(deed, DEED) + " " + inside
                    : String.join(
                            " ",
                            TableCell.pad(deed, DEED),
                            TableCell.pad(TableCell.head(genre, GENRE), GENRE),
                            TableCell.pad(confidence, CONFIDENCE),
                            TableCell.pad(TableCell.tail(file, FILE), FILE),
                            TableCell.tail(inside, PLACE));
            out.println(row);
        } else {
            out.println(
                    TableCell.tabbed(deed, genre, confidence, file, PathText.of(place), String.join("; ", warnings)));
        }
        out.flush();
    }
}
