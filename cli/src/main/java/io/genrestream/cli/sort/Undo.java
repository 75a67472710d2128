package io.genrestream.cli.sort;

import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Takes the last sort into a folder back, the last placing first. */
final class Undo {
    private final Path into;
    private final SortRows rows;
    private final PrintWriter err;
    private int back;
    private int kept;
    private int failed;

    Undo(Path into, SortRows rows, PrintWriter err) {
        this.into = into;
        this.rows = rows;
        this.err = err;
    }

    /**
     * @return whether nothing is left to be done; else the same can be tried again
     * @throws CommandFailure NOTHING_TO_UNDO, or as {@link SortHistory} throws it
     */
    boolean run() {
        try (SortHistory history = SortHistory.forUndo(into)) {
            SortJournal journal =
                    history.last().orElseThrow(() -> new CommandFailure(CliError.NOTHING_TO_UNDO, PathText.of(into)));
            try (journal) {
                mark(journal);
                List<PlacedItem> placed = journal.placed().reversed();
                TakeBack takeBack = new TakeBack(into);
                placed.forEach(one -> takeBack(takeBack, one));
                if (failed == 0) {
                    history.remove(journal);
                }
            }
        } catch (IOException e) {
            throw SortHistory.unwritable(into, e);
        }
        return failed == 0;
    }

    /** How it went. */
    String summary() {
        return back + " taken back" + (kept == 0 ? "" : ", " + kept + " kept because changed since")
                + (failed == 0 ? "" : ", " + failed + " could not be put back");
    }

    private static void mark(SortJournal journal) {
        try {
            journal.write(new SortStep.UndoBegun());
        } catch (IOException e) {
            // A full disk: what is taken back makes room, and the mark only keeps a later sort from going on with this.
        }
    }

    private void takeBack(TakeBack takeBack, PlacedItem placed) {
        Path place = into.resolve(PathText.path(placed.place().to()));
        try {
            TakeBack.Outcome outcome = takeBack.takeBack(placed);
            if (placed.place().action() == SortStep.Action.FOLDER || outcome == TakeBack.Outcome.GONE) {
                return;
            }
            rows.takenBack(outcome, place);
            switch (outcome) {
                case BACK -> back++;
                case CHANGED -> kept++;
                case OCCUPIED ->
                    fail(place, "there is another file at " + placed.place().from());
                case GONE -> {}
            }
        } catch (IOException e) {
            fail(place, e.toString());
        }
    }

    private void fail(Path place, String why) {
        failed++;
        err.println(PathText.of(place) + ": " + CliError.NOT_UNDONE + ": " + CliError.NOT_UNDONE.sentence(why));
    }
}
