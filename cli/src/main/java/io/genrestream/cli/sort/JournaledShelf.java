package io.genrestream.cli.sort;

import io.genrestream.analysis.library.PathText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder on the disk, and a journal of all that is put into it. Content is made ready under another name and then
 * renamed, so that a file in its place is whole.
 */
final class JournaledShelf implements Shelf {
    private final Path into;
    private final SortJournal journal;
    private final Path part;
    private final TakeBack takeBack;

    /** Takes back at once what a sort that was ended in the middle was about to put somewhere. */
    JournaledShelf(Path into, SortJournal journal, Path part) throws IOException {
        this.into = into;
        this.journal = journal;
        this.part = part;
        this.takeBack = new TakeBack(into);
        Files.deleteIfExists(part);
        takeBackUnfinished();
    }

    @Override
    public void put(SortMode mode, Path from, Path to) throws IOException {
        place(new SortStep.Place(mode.action(), PathText.of(from), PathText.of(to)), () -> {
            Path place = into.resolve(to);
            switch (mode.action()) {
                case COPY -> {
                    ready(Transfer.copy(from, part));
                    Transfer.rename(part, place);
                }
                case MOVE -> Transfer.move(from, place, part);
                case LINK -> Files.createSymbolicLink(place, from);
                case FOLDER, WRITE -> throw new IllegalArgumentException(mode.name());
            }
        });
    }

    @Override
    public void write(byte[] content, Path to) throws IOException {
        place(new SortStep.Place(SortStep.Action.WRITE, null, PathText.of(to)), () -> {
            ready(Transfer.write(content, part));
            Transfer.rename(part, into.resolve(to));
        });
    }

    @FunctionalInterface
    private interface Placing {
        void run() throws IOException;
    }

    private void place(SortStep.Place step, Placing placing) throws IOException {
        Path folder = PathText.path(step.to()).getParent();
        if (folder != null && !Files.isDirectory(into.resolve(folder))) {
            journaled(
                    new SortStep.Place(SortStep.Action.FOLDER, null, PathText.of(folder)),
                    () -> Files.createDirectory(into.resolve(folder)));
        }
        journaled(step, placing);
    }

    private void journaled(SortStep.Place step, Placing placing) throws IOException {
        note(step);
        try {
            placing.run();
        } catch (TargetException e) {
            Files.deleteIfExists(part);
            throw SortHistory.unwritable(into, e);
        } catch (IOException | UnsupportedOperationException e) {
            Files.deleteIfExists(part);
            note(new SortStep.Dropped());
            throw e instanceof IOException fault ? fault : new IOException("There are no links on that disk.", e);
        }
        note(new SortStep.Done());
    }

    private void ready(String sha256) {
        note(new SortStep.Ready(sha256));
    }

    private void note(SortStep step) {
        try {
            journal.write(step);
        } catch (IOException e) {
            throw SortHistory.unwritable(journal.path(), e);
        }
    }

    private void takeBackUnfinished() throws IOException {
        List<PlacedItem> placed = journal.placed();
        if (!placed.isEmpty() && !placed.getLast().done()) {
            takeBack.takeBack(placed.getLast());
            note(new SortStep.Dropped());
        }
    }
}
