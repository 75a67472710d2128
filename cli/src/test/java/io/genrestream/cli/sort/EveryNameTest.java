package io.genrestream.cli.sort;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.genrestream.analysis.library.MusicLibrary;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.Genrestream;
import io.genrestream.cli.OddNames;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Nothing in a library is changed beyond repair, whatever it is called. */
@Tag("processes")
class EveryNameTest {
    private static final String MODEL =
            Path.of("..", "models", "genre.onnx").toAbsolutePath().toString();

    @TempDir
    private Path folder;

    private Path music;
    private Path into;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(OddNames.bytes(OddNames.path("\u00E9")).equals("\u00E9"), "this file system takes text alone");
        music = Files.createDirectory(folder.resolve(OddNames.path("my music \u00E9\n")));
        into = folder.resolve(OddNames.path("genres \u00FF"));
        OddNames.write(music);
        Files.createSymbolicLink(music.resolve(OddNames.path("dangling \u00E9.wav")), OddNames.path("nothing \u00E8"));
        Files.createSymbolicLink(music.resolve("loop.wav"), Path.of("loop.wav"));
        Files.createSymbolicLink(music.resolve("around"), Path.of("."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--copy", "--move", "--link"})
    void shouldPutEveryNameInItsPlaceAndBack(String mode) throws Exception {
        Path spaced = OddNames.write(folder.resolve("named"), "end .wav ", 1001);
        Path dotted = OddNames.write(folder.resolve("named"), ".end.wav.", 1002);
        Map<String, String> before = OddNames.tree(folder);

        assertThat(sort(music, spaced, dotted, "--into", into, mode)).isEqualTo(1);

        assertThat(out.toString().lines().filter(row -> row.startsWith("failed\t")))
                .hasSize(2)
                .allMatch(row -> row.contains("\tfile://") && row.contains("\tFILE_UNREADABLE: "))
                .anyMatch(row -> row.contains("dangling%20%E9.wav\t"))
                .anyMatch(row -> row.contains("loop.wav\t"));
        assertThat(err.toString() + out).doesNotContainPattern("[\\p{Cc}&&[^\n\t]]");
        assertThat(out.toString().lines().filter(row -> !row.startsWith("failed\t")))
                .hasSize(OddNames.ALL.size() + 2)
                .doesNotHaveDuplicates();
        Set<String> names = names(into.resolve("unknown"));
        assertThat(names).hasSize(OddNames.ALL.size() + 2);
        Set<String> alone = new HashSet<>();
        OddNames.ALL.forEach(name -> alone.add(name.substring(name.lastIndexOf('/') + 1)));
        alone.removeAll(Set.of("case.wav", utf8("é.wav")));
        assertThat(names)
                .containsAll(alone)
                .contains("case (2).wav", "caf\u00E9 (2).wav", "caf\u00E9 (3).wav", "end .wav ");
        assertThat(names)
                .contains("L".repeat(247) + " (2).wav", "\u00E9".repeat(247) + " (2).wav")
                .contains(utf8("é".repeat(123) + " (2).wav"));
        Map<String, String> left = OddNames.tree(folder);
        left.keySet().removeIf(name -> name.startsWith("genres"));
        if (!mode.equals("--move")) {
            assertThat(left).isEqualTo(before);
        }

        assertThat(sort("--undo", "--into", into)).isZero();

        assertThat(OddNames.tree(folder)).isEqualTo(before);
    }

    @Test
    void shouldWritePlaylistsOfEveryName() throws Exception {
        Map<String, String> before = OddNames.tree(folder);

        sort(music, "--into", music, "--playlists");

        Path list = music.resolve("unknown.m3u8");
        assertThat(Files.readString(list))
                .startsWith("#EXTM3U\n")
                .contains("\nplain.wav\n", "caf%E9.wav\n", "\n100%25.wav\n");
        MusicLibrary read = MusicLibrary.of(List.of(list));
        assertThat(read.problems()).isEmpty();
        assertThat(read.files().stream()
                        .map(Path::normalize)
                        .map(music::relativize)
                        .map(OddNames::bytes))
                .containsExactlyInAnyOrderElementsOf(OddNames.ALL);

        assertThat(sort("--undo", "--into", music)).isZero();
        assertThat(OddNames.tree(folder)).isEqualTo(before);
    }

    /** The journal of one locale is read in another; {@code C} is what cron and containers have. */
    @ParameterizedTest
    @CsvSource({"C, C.UTF-8", "C.UTF-8, POSIX", "en_US.ISO-8859-1, C"})
    void shouldSortInOneLocaleAndUndoInAnother(String one, String other) throws Exception {
        Map<String, String> before = OddNames.tree(folder);

        assertThat(child(music, one, "sort . --into ../'genres '$'\\xff' --move --jobs 1 -q"))
                .isEqualTo(1);
        assertThat(names(into.resolve("unknown")))
                .hasSize(OddNames.ALL.size())
                .contains("caf\u00E9.wav", "end\u00FF.wav");

        assertThat(child(folder, other, "sort --undo --into='genres '$'\\xff'")).isZero();

        assertThat(OddNames.tree(folder)).isEqualTo(before);
    }

    @Test
    void shouldLeaveWhatCannotBeWrittenUnderItsName() throws Exception {
        Path memory = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(memory), "needs a folder that takes no file");
        Map<String, String> before = OddNames.tree(folder);

        assertThat(sort(music, "--into", memory.resolve("x"), "--move")).isEqualTo(1);

        assertThat(OddNames.tree(folder)).isEqualTo(before);
    }

    /** A kill may tear a line in the middle of a character. */
    @Test
    void shouldUndoWhateverAJournalOfOddNamesStillKnows() throws Exception {
        Path song = music.resolve(OddNames.path("caf\u00E9.wav"));
        Path to = Path.of("Ünïcödé").resolve(OddNames.path("caf\u00E9.wav"));
        try (SortHistory history = SortHistory.forSort(into);
                SortJournal journal = history.begin()) {
            new JournaledShelf(into, journal, history.part()).put(SortMode.COPY, song, to);
        }
        Path journal = into.resolve(".genrestream-sort/0001.jsonl");
        byte[] whole = Files.readAllBytes(journal);
        Path copy = Files.copy(into.resolve(to), folder.resolve("copy"));
        for (int length = 0; length <= whole.length; length++) {
            Files.createDirectories(journal.getParent());
            Files.createDirectories(into.resolve(to).getParent());
            Files.copy(copy, into.resolve(to), StandardCopyOption.REPLACE_EXISTING);
            Files.write(journal, Arrays.copyOf(whole, length));
            new Undo(into, new SortRows(new PrintWriter(out), false, into), new PrintWriter(err)).run();
            assertThat(Files.mismatch(song, copy)).isNegative();
        }
        assertThat(into.resolve(to)).doesNotExist();
        assertThat(err.toString()).isEmpty();
    }

    private int sort(Object... arguments) {
        List<String> line = new ArrayList<>(List.of("sort", "--model", MODEL, "--jobs", "2"));
        for (Object argument : arguments) {
            line.add(argument instanceof Path path ? PathText.of(path) : argument.toString());
        }
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine command =
                Genrestream.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(line.toArray(String[]::new));
    }

    /** Runs the command as a process of its own, of which the shell makes the bytes of its names. */
    private static int child(Path folder, String locale, String command) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String model = command.contains("--undo") ? "" : " --model " + MODEL;
        ProcessBuilder child = new ProcessBuilder(
                "bash",
                "-c",
                "cd \"$(printf '" + octal(folder) + "/.')\" && exec " + java
                        + " --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -XX:-UsePerfData "
                        + Genrestream.class.getName() + " " + command + model);
        child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        child.environment().put("LC_ALL", locale);
        Process running = child.redirectErrorStream(true).start();
        String said = new String(running.getInputStream().readAllBytes(), ISO_8859_1);
        int status = running.waitFor();
        assertThat(said).as(command).doesNotContain("Exception");
        return status;
    }

    /** For printf, which takes any byte so. */
    private static String octal(Path path) {
        StringBuilder text = new StringBuilder();
        for (char value : OddNames.bytes(path).toCharArray()) {
            text.append(String.format("\\%03o", (int) value));
        }
        return text.toString();
    }

    private static String utf8(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, Path> names = new TreeMap<>();
            files.forEach(file -> names.put(OddNames.bytes(file.getFileName()), file));
            return names.keySet();
        }
    }
}
