package io.genrestream.cli.sort;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.Uninterrupted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private final FileChannel file;
    private final List<Step> steps = new ArrayList<>();

    private SortJournal(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    /** @param madeFolder whether the folder that is sorted into was made for this sort */
    static SortJournal create(Path path, boolean madeFolder) throws IOException {
        Files.createFile(path);
        SortJournal journal = new SortJournal(path, FileChannel.open(path, StandardOpenOption.WRITE));
        journal.write(new Step.Begin(Instant.now().toString(), madeFolder));
        return journal;
    }

    /**
     * Reads a journal, to add to it; a last line that was torn is forgotten, for its step was not taken.
     *
     * @throws CommandFailure SORT_JOURNAL when it is none
     */
    static SortJournal open(Path path) throws IOException {
        SortJournal journal = new SortJournal(path, FileChannel.open(path, StandardOpenOption.WRITE));
        // A character to a byte, for a line may be torn in the middle of a name.
        String bytes = Files.readString(path, ISO_8859_1);
        byte[] whole = bytes.substring(0, bytes.lastIndexOf('\n') + 1).getBytes(ISO_8859_1);
        try {
            for (String line : new String(whole, UTF_8).lines().toList()) {
                journal.steps.add(JSON.readValue(line, Step.class));
            }
        } catch (JsonProcessingException e) {
            journal.close();
            throw new CommandFailure(CliError.SORT_JOURNAL, PathText.of(path) + ": " + e.getOriginalMessage(), e);
        }
        journal.file.truncate(whole.length);
        journal.file.position(journal.file.size());
        return journal;
    }

    void write(Step step) throws IOException {
        ByteBuffer line = UTF_8.encode(JSON.writeValueAsString(step) + "\n");
        Uninterrupted.run(() -> append(line));
        steps.add(step);
    }

    private void append(ByteBuffer line) throws IOException {
        long end = file.position();
        try {
            while (line.hasRemaining()) {
                file.write(line);
            }
            file.force(true);
        } catch (IOException e) {
            file.truncate(end);
            throw e;
        }
    }

    /** What was placed or was about to be, in that order. */
    List<Placed> placed() {
        List<Placed> placed = new ArrayList<>();
        for (Step step : steps) {
            switch (step) {
                case Step.Place place -> placed.add(new Placed(place, null, false));
                case Step.Ready ready ->
                    placed.add(new Placed(placed.removeLast().place(), ready.sha256(), false));
                case Step.Done() ->
                    placed.add(new Placed(
                            placed.getLast().place(), placed.removeLast().sha256(), true));
                case Step.Dropped() -> placed.removeLast();
                case Step.Begin begin -> {}
                case Step.End() -> {}
                case Step.Undo() -> {}
            }
        }
        return placed;
    }

    /** Whether the sort was ended before its end, and nobody has begun to take it back. */
    boolean isUnfinished() {
        return !steps.contains(new Step.End()) && !steps.contains(new Step.Undo());
    }

    /** Whether the folder that is sorted into was made for this sort. */
    boolean madeFolder() {
        return steps.stream().anyMatch(step -> step instanceof Step.Begin begin && begin.madeFolder());
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
