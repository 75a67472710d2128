package io.genrestream.cli.sort;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.AppendedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of one sort, a JSON object a line. A step is on the disk before it is taken, so that whatever ends the
 * program, the journal knows of everything that may have happened.
 */
final class SortJournal implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path path;
    private final AppendedFile lines;
    private final List<SortStep> steps = new ArrayList<>();

    private SortJournal(Path path) throws IOException {
        this.path = path;
        this.lines = AppendedFile.open(path);
    }

    /** @param madeFolder whether the folder that is sorted into was made for this sort */
    static SortJournal create(Path path, boolean madeFolder) throws IOException {
        Files.createFile(path);
        SortJournal journal = new SortJournal(path);
        journal.write(new SortStep.Begin(Instant.now().toString(), madeFolder));
        return journal;
    }

    /**
     * Reads a journal, to add to it; a last line that was torn is forgotten, for its step was not taken.
     *
     * @throws CommandFailure SORT_JOURNAL when it is none
     */
    static SortJournal open(Path path) throws IOException {
        SortJournal journal = new SortJournal(path);
        try {
            journal.read();
            return journal;
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private void read() throws IOException {
        byte[] bytes = lines.read(0, Math.toIntExact(lines.end())).array();
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        try {
            for (String line : new String(bytes, 0, whole, UTF_8).lines().toList()) {
                steps.add(JSON.readValue(line, SortStep.class));
            }
        } catch (JsonProcessingException e) {
            throw new CommandFailure(CliError.SORT_JOURNAL, PathText.of(path) + ": " + e.getOriginalMessage(), e);
        }
        lines.cut(whole);
    }

    void write(SortStep step) throws IOException {
        lines.appendDurably(UTF_8.encode(JSON.writeValueAsString(step) + "\n"));
        steps.add(step);
    }

    /** What was placed or was about to be, in that order. */
    List<PlacedItem> placed() {
        List<PlacedItem> placed = new ArrayList<>();
        for (SortStep step : steps) {
            switch (step) {
                case SortStep.Place place -> placed.add(new PlacedItem(place, null, false));
                case SortStep.Ready ready ->
                    placed.add(new PlacedItem(placed.removeLast().place(), ready.sha256(), false));
                case SortStep.Done() ->
                    placed.add(new PlacedItem(
                            placed.getLast().place(), placed.removeLast().sha256(), true));
                case SortStep.Dropped() -> placed.removeLast();
                case SortStep.Begin begin -> {}
                case SortStep.End() -> {}
                case SortStep.UndoBegun() -> {}
            }
        }
        return placed;
    }

    /** Whether the sort was ended before its end, and nobody has begun to take it back. */
    boolean isUnfinished() {
        return !steps.contains(new SortStep.End()) && !steps.contains(new SortStep.UndoBegun());
    }

    /** Whether the folder that is sorted into was made for this sort. */
    boolean madeFolder() {
        return steps.stream().anyMatch(step -> step instanceof SortStep.Begin begin && begin.madeFolder());
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
