package io.genrestream.cli.sort;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes the small file and breaks off in the large one, by the shell's limit on the size of a file. */
@Tag("processes")
class FullDiskTest {
    private static final int LIMIT_KILOBYTES = 1000;

    @TempDir
    private Path folder;

    @Test
    void shouldLeaveNothingHalfAndGoOnLater() throws Exception {
        Path small = Files.write(folder.resolve("small.mp3"), new byte[1000]);
        Path large = Files.write(folder.resolve("large.mp3"), new byte[3_000_000]);
        Path into = folder.resolve("in");
        Process child = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f " + LIMIT_KILOBYTES + "; exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDiskTest.class.getName(),
                        into.toString(),
                        small.toString(),
                        large.toString())
                .start();

        String problem = new String(child.getErrorStream().readAllBytes(), UTF_8);
        assertThat(child.waitFor()).isEqualTo(1);
        assertThat(problem).contains("The folder that is sorted into takes no more.");
        assertThat(SortCommandTest.tree(into)).containsOnlyKeys("rock/small.mp3");

        main(new String[] {into.toString(), large.toString()});
        assertThat(SortCommandTest.tree(into)).containsOnlyKeys("rock/small.mp3", "rock/large.mp3");

        new Undo(into, new SortRows(new PrintWriter(System.err), false, into), new PrintWriter(System.err)).run();
        assertThat(into).doesNotExist();
    }

    /** Copies files into a folder, going on with what was begun there. */
    public static void main(String[] arguments) throws Exception {
        Path into = Path.of(arguments[0]);
        try (SortHistory history = SortHistory.forSort(into);
                SortJournal journal =
                        arguments.length == 3 ? history.begin() : history.last().orElseThrow()) {
            JournaledShelf shelf = new JournaledShelf(into, journal, history.part());
            for (int i = 1; i < arguments.length; i++) {
                Path file = Path.of(arguments[i]);
                shelf.put(SortMode.COPY, file, Path.of("rock").resolve(file.getFileName()));
            }
        }
    }
}
