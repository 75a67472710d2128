package io.genrestream.cli.sort;

import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.LockedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The sorts into one folder that can still be taken back, a journal each; held by one process at a time. */
final class SortHistory implements AutoCloseable {
    private static final String FOLDER = ".genrestream-sort";
    private static final String LOCK = "lock";

    private final Path into;
    private final Path folder;
    private final boolean madeInto;
    private final FileChannel lock;

    private SortHistory(Path into, boolean madeInto) throws IOException {
        this.into = into;
        this.folder = into.resolve(FOLDER);
        this.madeInto = madeInto;
        this.lock = lock(folder.resolve(LOCK));
    }

    /**
     * For a sort: makes the folder if need be.
     *
     * @throws CommandFailure SORT_UNWRITABLE, or SORT_BUSY while another process sorts into it
     */
    static SortHistory forSort(Path into) {
        try {
            boolean made = !Files.isDirectory(into);
            Files.createDirectories(into.resolve(FOLDER));
            return new SortHistory(into, made);
        } catch (IOException e) {
            throw unwritable(into, e);
        }
    }

    /**
     * For taking a sort back.
     *
     * @throws CommandFailure NOTHING_TO_UNDO, SORT_UNWRITABLE or SORT_BUSY
     */
    static SortHistory forUndo(Path into) {
        if (!Files.isDirectory(into.resolve(FOLDER))) {
            throw new CommandFailure(CliError.NOTHING_TO_UNDO, PathText.of(into));
        }
        try {
            return new SortHistory(into, false);
        } catch (IOException e) {
            throw unwritable(into, e);
        }
    }

    /** The last sort's, if there was one. */
    Optional<SortJournal> last() throws IOException {
        List<Path> journals = journals();
        return journals.isEmpty() ? Optional.empty() : Optional.of(SortJournal.open(journals.getLast()));
    }

    /** For a new sort. */
    SortJournal begin() throws IOException {
        List<Path> journals = journals();
        int number = journals.isEmpty() ? 1 : 1 + number(journals.getLast());
        return SortJournal.create(folder.resolve(String.format(Locale.ROOT, "%04d.jsonl", number)), madeInto);
    }

    /** Where content is made ready, on the same file system as its place. */
    Path part() {
        return folder.resolve("part");
    }

    /** Forgets a sort that was taken back or has placed nothing; with the last one everything of ours goes. */
    void remove(SortJournal journal) throws IOException {
        journal.close();
        Files.delete(journal.path());
        if (journals().isEmpty()) {
            Files.deleteIfExists(part());
            lock.close();
            Files.deleteIfExists(folder.resolve(LOCK));
            Files.delete(folder);
            if (journal.madeFolder()) {
                TakeBack.deleteIfEmpty(into);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    static CommandFailure unwritable(Path path, IOException why) {
        return new CommandFailure(CliError.SORT_UNWRITABLE, PathText.of(path) + ": " + why, why);
    }

    private List<Path> journals() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{4,9}\\.jsonl"))
                    .sorted(Comparator.comparingInt(SortHistory::number))
                    .toList();
        }
    }

    private static int number(Path journal) {
        String name = journal.getFileName().toString();
        return Integer.parseInt(name.substring(0, name.indexOf('.')));
    }

    private static FileChannel lock(Path path) throws IOException {
        return LockedFile.open(path).orElseThrow(() -> new CommandFailure(CliError.SORT_BUSY, PathText.of(path)));
    }
}
