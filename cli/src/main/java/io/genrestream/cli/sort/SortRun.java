package io.genrestream.cli.sort;

import io.genrestream.analysis.AnalysisRun;
import io.genrestream.analysis.Excerpt;
import io.genrestream.analysis.FileAnalysis;
import io.genrestream.analysis.SampleAnalyzer;
import io.genrestream.analysis.TrackSink;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.offline.CtrlC;
import io.genrestream.cli.offline.ProgressLine;
import io.genrestream.decoding.DecodingException;
import io.genrestream.scoring.GenreModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One sort: finds each file's genre and puts it where that says, in the order of the files. */
final class SortRun {
    private final Path into;
    private final SortMode mode;
    private final boolean dryRun;
    private final GenreModel model;
    private final int jobs;
    private final boolean quiet;
    private final GenreNames names;
    private final TreeMap<String, Integer> deeds = new TreeMap<>();
    private int failed;

    SortRun(Path into, SortMode mode, boolean dryRun, GenreModel model, int jobs, boolean quiet) {
        this.into = into;
        this.mode = mode;
        this.dryRun = dryRun;
        this.model = model;
        this.jobs = jobs;
        this.quiet = quiet;
        this.names = new GenreNames(model.description());
    }

    /**
     * @return whether every file has its place
     * @throws InterruptedException after Ctrl-C; the file that was being put somewhere is there
     */
    boolean sort(List<Path> files, SortRows rows, PrintWriter err) throws DecodingException, InterruptedException {
        List<Path> unsorted = unsorted(files, err);
        if (dryRun) {
            analyse(unsorted, Shelf.NONE, rows, err);
            return failed == 0;
        }
        try (SortHistory history = SortHistory.forSort(into);
                SortJournal journal = journal(history, err)) {
            Shelf shelf = new JournaledShelf(into, journal, history.part());
            analyse(unsorted, shelf, rows, err);
            if (journal.placed().isEmpty()) {
                history.remove(journal);
            } else {
                journal.write(new SortStep.End());
            }
        } catch (IOException e) {
            throw SortHistory.unwritable(into, e);
        }
        return failed == 0;
    }

    private SortJournal journal(SortHistory history, PrintWriter err) throws IOException {
        SortJournal last = history.last().orElse(null);
        if (last != null && last.isUnfinished()) {
            say(err, "Going on with the sort that was ended before its end.");
            return last;
        }
        if (last != null) {
            last.close();
        }
        return history.begin();
    }

    private void analyse(List<Path> files, Shelf shelf, SortRows rows, PrintWriter err)
            throws DecodingException, InterruptedException {
        Sorter sorter = new Sorter(into, mode, dryRun, names, shelf);
        Playlists playlists = new Playlists(into, dryRun, names);
        boolean visible = ProgressLine.onTerminal() && !quiet;
        try (CtrlC ctrlC = new CtrlC();
                AnalysisRun run = new AnalysisRun(jobs, Excerpt.WHOLE, () -> SampleAnalyzer.ofGenre(model))) {
            try (ProgressLine line = new ProgressLine(visible, run::progress)) {
                run.run(files, file -> TrackSink.NOTHING, (outcome, sink) -> {
                    if (!ctrlC.pressed()) {
                        line.above(() -> take(outcome, sorter, playlists, rows));
                    }
                });
            }
            if (ctrlC.pressed()) {
                throw new InterruptedException();
            }
            write(playlists, shelf, rows);
        }
        say(err, summary());
    }

    private void take(FileAnalysis outcome, Sorter sorter, Playlists playlists, SortRows rows) {
        switch (outcome) {
            case FileAnalysis.Failed one -> fail(one.file(), one.code() + ": " + one.message(), rows);
            case FileAnalysis.Analysed analysed -> {
                try {
                    SortedFile sorted = mode == SortMode.PLAYLISTS ? playlists.list(analysed) : sorter.sort(analysed);
                    deeds.merge(sorted.deed(), 1, Integer::sum);
                    rows.sorted(sorted);
                } catch (IOException e) {
                    fail(analysed.file(), notSorted(e), rows);
                }
            }
        }
    }

    private void write(Playlists playlists, Shelf shelf, SortRows rows) {
        try {
            playlists.write(shelf, rows::written);
        } catch (IOException e) {
            fail(into, notSorted(e), rows);
        }
    }

    private static String notSorted(IOException why) {
        return CliError.NOT_SORTED + ": " + CliError.NOT_SORTED.sentence(why.toString());
    }

    private void fail(Path file, String why, SortRows rows) {
        failed++;
        rows.failed(PathText.of(file), why);
    }

    /** Without those that lie in a genre's folder already, as an earlier sort has left them. */
    private List<Path> unsorted(List<Path> files, PrintWriter err) {
        if (mode == SortMode.PLAYLISTS) {
            return files;
        }
        Set<String> genres = names.all();
        List<Path> unsorted = new ArrayList<>(files);
        unsorted.removeIf(file -> isIn(genres, file));
        if (unsorted.size() < files.size()) {
            say(
                    err,
                    files.size() - unsorted.size() + " files are in a genre's folder of " + PathText.of(into)
                            + " already.");
        }
        return unsorted;
    }

    private boolean isIn(Set<String> genres, Path file) {
        try {
            Path real = Sorter.canonical(file);
            Path root = into.toRealPath();
            return real.startsWith(root)
                    && root.relativize(real).getNameCount() > 1
                    && genres.contains(PathText.of(root.relativize(real).getName(0)));
        } catch (IOException e) {
            return false; // there is no such folder yet
        }
    }

    private String summary() {
        String done = deeds.entrySet().stream()
                .map(deed -> deed.getValue() + " " + deed.getKey())
                .collect(Collectors.joining(", "));
        String sum = (done.isEmpty() ? "nothing to do" : done) + (failed == 0 ? "" : ", " + failed + " failed");
        boolean placed = deeds.keySet().stream().anyMatch(deed -> !deed.equals(SortedFile.THERE));
        return placed && !dryRun ? sum + ". Take it back with genrestream sort --undo --into " + quoted(into) : sum;
    }

    /** As a shell takes it. */
    private static String quoted(Path path) {
        String text = PathText.of(path);
        return text.matches("[\\p{L}\\p{N}/._+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private void say(PrintWriter err, String text) {
        if (!quiet) {
            err.println(text);
            err.flush();
        }
    }
}
