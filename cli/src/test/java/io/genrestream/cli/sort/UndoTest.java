package io.genrestream.cli.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.cli.CommandFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays and what goes when a sort is taken back, whatever has happened to the files since. */
class UndoTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path into;
    private Path song;

    @BeforeEach
    void prepare() throws IOException {
        into = folder.resolve("in");
        song = Files.writeString(Files.createDirectory(folder.resolve("from")).resolve("song.mp3"), "la la la");
    }

    @Test
    void shouldKeepACopyThatWasChanged() throws Exception {
        put(SortMode.COPY, "rock/song.mp3");
        Files.writeString(into.resolve("rock/song.mp3"), "la la la, with a tag");

        assertThat(undo()).isTrue();

        assertThat(into.resolve("rock/song.mp3")).hasContent("la la la, with a tag");
        assertThat(out.toString()).startsWith("kept");
        assertThat(into.resolve(".genrestream-sort")).doesNotExist();
    }

    @Test
    void shouldKeepWhatTookALinksPlace() throws Exception {
        put(SortMode.LINK, "rock/song.mp3");
        Files.delete(into.resolve("rock/song.mp3"));
        Files.writeString(into.resolve("rock/song.mp3"), "mine");

        assertThat(undo()).isTrue();

        assertThat(into.resolve("rock/song.mp3")).hasContent("mine");
    }

    @Test
    void shouldKeepAFolderThatGotSomethingElse() throws Exception {
        put(SortMode.COPY, "rock/song.mp3");
        Files.writeString(into.resolve("rock/notes.txt"), "mine");

        assertThat(undo()).isTrue();

        assertThat(SortCommandTest.tree(into)).containsOnlyKeys("rock/notes.txt");
    }

    @Test
    void shouldMoveBackWithAllThatWasChanged() throws Exception {
        put(SortMode.MOVE, "rock/song.mp3");
        Files.writeString(into.resolve("rock/song.mp3"), "la la la, with a tag");
        Files.delete(song.getParent());

        assertThat(undo()).isTrue();

        assertThat(song).hasContent("la la la, with a tag");
        assertThat(into).doesNotExist();
    }

    @Test
    void shouldNotMoveOverWhatIsInTheOldPlaceAndGoOnLater() throws Exception {
        put(SortMode.MOVE, "rock/song.mp3");
        Files.writeString(song, "another song");

        assertThat(undo()).isFalse();
        assertThat(err.toString()).contains("NOT_UNDONE").contains(song.toString());
        assertThat(into.resolve("rock/song.mp3")).hasContent("la la la");
        assertThat(song).hasContent("another song");

        Files.delete(song);
        assertThat(undo()).isTrue();
        assertThat(song).hasContent("la la la");
    }

    @Test
    void shouldTakeBackTheSortsOneByOneTheLastFirst() throws Exception {
        put(SortMode.COPY, "rock/song.mp3");
        put(SortMode.COPY, "pop/song.mp3");

        assertThat(undo()).isTrue();
        assertThat(SortCommandTest.tree(into)).containsOnlyKeys("rock/song.mp3");
        assertThat(undo()).isTrue();
        assertThat(into).doesNotExist();
        assertThatThrownBy(this::undo).isInstanceOf(CommandFailure.class);
    }

    @Test
    void shouldNeverOverwriteWhatAppearsMeanwhile() throws Exception {
        Files.createDirectories(into.resolve("rock"));
        Files.writeString(into.resolve("rock/song.mp3"), "mine");

        assertThatThrownBy(() -> put(SortMode.COPY, "rock/song.mp3")).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> put(SortMode.MOVE, "rock/song.mp3")).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> put(SortMode.LINK, "rock/song.mp3")).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(undo()).isTrue();
        assertThat(into.resolve("rock/song.mp3")).hasContent("mine");
        assertThat(song).hasContent("la la la");
    }

    /** Cuts the journal at every byte, as a kill would, with the files as they are when everything was done. */
    @Test
    void shouldUndoWhateverTheJournalStillKnows() throws Exception {
        put(SortMode.COPY, "rock/song.mp3");
        Path journal = into.resolve(".genrestream-sort/0001.jsonl");
        byte[] whole = Files.readAllBytes(journal);
        for (int length = 0; length <= whole.length; length++) {
            Files.createDirectories(journal.getParent());
            Files.write(journal, java.util.Arrays.copyOf(whole, length));
            assertThat(undo()).isTrue();
            Map<String, String> left = SortCommandTest.tree(into);
            assertThat(left.size()).isLessThanOrEqualTo(1);
            assertThat(song).hasContent("la la la");
        }
        assertThat(into).doesNotExist();
    }

    @Test
    void shouldDropThePlaceholderOfASortThatWasEnded() throws Exception {
        try (SortHistory history = SortHistory.forSort(into);
                SortJournal journal = history.begin()) {
            journal.write(new SortStep.Place(SortStep.Action.FOLDER, null, "rock"));
            Files.createDirectory(into.resolve("rock"));
            journal.write(new SortStep.Done());
            journal.write(new SortStep.Place(SortStep.Action.MOVE, song.toString(), "rock/song.mp3"));
            Files.createFile(into.resolve("rock/song.mp3"));
        }

        assertThat(undo()).isTrue();

        assertThat(song).hasContent("la la la");
        assertThat(into).doesNotExist();
    }

    @Test
    void shouldFinishAMoveAcrossDisksThatWasEndedBeforeTheOldFileWasDeleted() throws Exception {
        try (SortHistory history = SortHistory.forSort(into);
                SortJournal journal = history.begin()) {
            journal.write(new SortStep.Place(SortStep.Action.MOVE, song.toString(), "song.mp3"));
            Files.copy(song, into.resolve("song.mp3"));
        }

        assertThat(undo()).isTrue();

        assertThat(song).hasContent("la la la");
        assertThat(into).doesNotExist();
    }

    @Test
    void shouldRefuseAJournalThatIsNone() throws Exception {
        put(SortMode.COPY, "rock/song.mp3");
        Path journal = into.resolve(".genrestream-sort/0001.jsonl");
        Files.writeString(journal, "{\"step\":\"dance\"}\n", StandardOpenOption.APPEND);

        assertThatThrownBy(this::undo).hasMessageContaining("journal").hasMessageContaining("0001.jsonl");
        assertThat(into.resolve("rock/song.mp3")).exists();
    }

    @Test
    void shouldNotRunTwiceAtATime() {
        SortHistory held = SortHistory.forSort(into);
        assertThat(held.part()).doesNotExist();
        assertThatThrownBy(() -> SortHistory.forSort(into)).isInstanceOf(CommandFailure.class);
    }

    private void put(SortMode mode, String to) throws IOException {
        try (SortHistory history = SortHistory.forSort(into);
                SortJournal journal = history.begin()) {
            new JournaledShelf(into, journal, history.part()).put(mode, song, Path.of(to));
            journal.write(new SortStep.End());
        }
    }

    private boolean undo() {
        return new Undo(into, new SortRows(new PrintWriter(out), false, into), new PrintWriter(err)).run();
    }
}
