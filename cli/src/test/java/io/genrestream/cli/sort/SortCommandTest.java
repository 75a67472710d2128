package io.genrestream.cli.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.genrestream.analysis.library.MusicLibrary;
import io.genrestream.cli.Genrestream;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command on computed music, with the shipped model. */
@Tag("processes")
class SortCommandTest {
    private static final int RATE = 22_050;
    private static final String MODEL =
            Path.of("..", "models", "genre.onnx").toAbsolutePath().toString();

    @TempDir
    private Path folder;

    private Path music;
    private Path into;
    private StringWriter out;
    private StringWriter err;

    @BeforeEach
    void prepare() throws IOException {
        music = Files.createDirectories(folder.resolve("my music"));
        into = folder.resolve("genres");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--copy", "--move", "--link"})
    void shouldPutEveryNameInItsPlaceAndBack(String mode) throws Exception {
        write("a song.wav", song(1));
        write("it's \"the\" one.wav", song(2));
        write("Ünïcödé 曲 🎵.wav", song(3));
        write("-dash.wav", song(4));
        write("silence.wav", SynthesizedAudio.silence(RATE, 1, 6));
        write("short.wav", SynthesizedAudio.music(RATE, 1, 0.4, 1));
        Map<String, String> before = tree(music);

        assertThat(sort(music, "--into", into, mode)).isZero();

        Map<String, String> sorted = tree(into);
        assertThat(sorted).hasSize(6).containsKeys("no-music/silence.wav", "unknown/short.wav");
        assertThat(sorted.values()).containsExactlyInAnyOrderElementsOf(before.values());
        assertThat(tree(music)).isEqualTo(mode.equals("--move") ? Map.of() : before);
        assertThat(out.toString().lines()).hasSize(6).allMatch(line -> line.split("\t").length == 5);

        assertThat(sort("--undo", "--into", into)).isZero();

        assertThat(tree(music)).isEqualTo(before);
        assertThat(into).doesNotExist();
    }

    @Test
    void shouldShowThePlanAndDoNothing() throws Exception {
        write("one/song.wav", song(1));
        write("two/Song.WAV", song(2));

        assertThat(sort(music, "--into", into, "--dry-run", "--move")).isZero();

        assertThat(into).doesNotExist();
        assertThat(tree(music)).hasSize(2);
        List<String> plan = out.toString().lines().toList();
        assertThat(plan).hasSize(2).allMatch(line -> line.startsWith("move\t"));

        assertThat(sort(music, "--into", into, "--move")).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceFirst("moved", "move")))
                .isEqualTo(plan);
    }

    @Test
    void shouldNumberOtherContentOfTheSameNameAndSkipTheSameContent() throws Exception {
        write("one/song.wav", song(1));
        write("two/SONG.wav", song(1).outOfPhase());
        write("three/song.wav", song(1));

        assertThat(sort(music, "--into", into)).isZero();

        assertThat(tree(into).keySet().stream().map(place -> place.replaceFirst(".*/", "")))
                .containsExactlyInAnyOrder("song.wav", "SONG (2).wav");
        assertThat(out.toString()).contains("there\t");

        assertThat(sort(music, "--into", into)).isZero();
        assertThat(out.toString().lines()).hasSize(3).allMatch(line -> line.startsWith("there\t"));
        assertThat(tree(into)).hasSize(2);

        assertThat(sort("--undo", "--into", into)).isZero();
        assertThat(into)
                .as("the second sort has done nothing, so the first is the last")
                .doesNotExist();
    }

    @Test
    void shouldSortAFolderIntoItself() throws Exception {
        write("inbox/a.wav", song(1));
        write("b.wav", song(2));

        assertThat(sort(music, "--into", music, "--move")).isZero();
        Map<String, String> sorted = tree(music);
        assertThat(sorted.keySet()).noneMatch(place -> place.startsWith("inbox") || place.equals("b.wav"));

        assertThat(sort(music, "--into", music, "--move")).isZero();
        assertThat(err.toString()).contains("2 files are in a genre's folder");
        assertThat(tree(music)).isEqualTo(sorted);

        assertThat(sort("--undo", "--into", music)).isZero();
        assertThat(tree(music)).containsOnlyKeys("inbox/a.wav", "b.wav");
    }

    @Test
    void shouldWritePlaylistsThatCanBeReadAgain() throws Exception {
        Path song = write("#1 hit, it's.wav", song(1));
        Path silence = write("silence.wav", SynthesizedAudio.silence(RATE, 1, 6));

        assertThat(sort(music, "--into", music, "--playlists")).isZero();

        List<Path> lists = tree(music).keySet().stream()
                .filter(file -> file.endsWith(".m3u8"))
                .map(music::resolve)
                .toList();
        assertThat(lists).hasSize(2).contains(music.resolve("no-music.m3u8"));
        assertThat(MusicLibrary.of(lists).files().stream().map(Path::normalize))
                .containsExactlyInAnyOrder(song, silence);
        assertThat(music.resolve("no-music.m3u8")).hasContent("#EXTM3U\n#EXTINF:6,silence.wav\nsilence.wav");

        assertThat(err.toString()).contains("--undo --into '" + music + "'");

        assertThat(sort("--undo", "--into", music)).isZero();
        assertThat(tree(music)).containsOnlyKeys("#1 hit, it's.wav", "silence.wav");
    }

    @Test
    void shouldMoveToAnotherFileSystemAndBack() throws Exception {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory), "needs /dev/shm");
        FileStore here = Files.getFileStore(folder);
        assumeTrue(!here.equals(Files.getFileStore(memory)), "needs two file systems");
        Path song = write("song.wav", song(1));
        Map<String, String> before = tree(music);
        Path elsewhere = Files.createTempDirectory(memory, "genrestream-sort");
        try {
            assertThat(sort(music, "--into", elsewhere.resolve("in"), "--move")).isZero();
            assertThat(song).doesNotExist();
            assertThat(tree(elsewhere.resolve("in")).values()).containsExactlyElementsOf(before.values());

            assertThat(sort("--undo", "--into", elsewhere.resolve("in"))).isZero();
            assertThat(tree(music)).isEqualTo(before);
            assertThat(tree(elsewhere)).isEmpty();
        } finally {
            delete(elsewhere);
        }
    }

    @Test
    void shouldGoOnAfterFilesThatFail() throws Exception {
        write("song.wav", song(1));
        Path text = Files.writeString(music.resolve("text.mp3"), "no music");
        Path missing = music.resolve("missing.wav");

        assertThat(sort(music, missing, "--into", into)).isEqualTo(1);

        assertThat(tree(into)).hasSize(1);
        assertThat(err.toString()).contains("1 copied, 1 failed");
        assertThat(out.toString().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("failed\t\t\t" + text + "\tNOT_AUDIO: "))
                .anyMatch(line -> line.startsWith("failed\t\t\t" + missing + "\tFILE_MISSING: "));
    }

    @Test
    void shouldRefuseATargetThatCannotBeWritten() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs a folder that even root cannot write");
        write("song.wav", song(1));

        assertThat(sort(music, "--into", "/proc/genres")).isEqualTo(1);

        assertThat(err.toString()).contains("SORT_UNWRITABLE").contains("/proc/genres");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "KILL"})
    void shouldTakeBackASortThatWasEndedInTheMiddle(String signal) throws Exception {
        for (int i = 0; i < 40; i++) {
            write("song " + i + ".wav", SynthesizedAudio.music(RATE, 1, 8, i));
        }
        Map<String, String> before = tree(music);
        // Whoever runs the tests in the background has the signal ignored, and so would their children.
        Process child =
                child("exec env --default-signal=INT \"$@\"", music.toString(), "--into", into.toString(), "--move");
        for (int i = 0; i < 5; i++) {
            assertThat(child.inputReader().readLine()).startsWith("moved");
        }
        new ProcessBuilder("kill", "-" + signal, child.pid() + "").start().waitFor();
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isEqualTo(signal.equals("INT") ? 130 : 137);
        assertThat(tree(music).size() + tree(into).size()).isGreaterThanOrEqualTo(40);
        assertThat(new String(child.getErrorStream().readAllBytes())).doesNotContain("song ");

        if (signal.equals("INT")) {
            assertThat(sort(music, "--into", into, "--move")).isZero();
            assertThat(tree(into)).hasSize(40);
        }
        assertThat(sort("--undo", "--into", into)).isZero();

        assertThat(tree(music)).isEqualTo(before);
        assertThat(into).doesNotExist();
    }

    @Test
    void shouldSayWhenThereIsNothingToUndo() throws Exception {
        assertThat(sort("--undo", "--into", music)).isEqualTo(1);
        assertThat(err.toString()).contains("NOTHING_TO_UNDO");
    }

    @Test
    void shouldRefuseWhatDoesNotGoTogether() throws Exception {
        assertThat(sort("--into", into)).isEqualTo(2);
        assertThat(sort(music)).isEqualTo(2);
        assertThat(sort(music, "--into", into, "--move", "--link")).isEqualTo(2);
        assertThat(sort(music, "--into", into, "--undo")).isEqualTo(2);
        assertThat(sort(music, "--into", write("song.wav", song(1)))).isEqualTo(2);
        assertThat(into).doesNotExist();
    }

    private int sort(Object... arguments) {
        List<String> line = new ArrayList<>(List.of("sort", "--model", MODEL, "--jobs", "2"));
        Stream.of(arguments).map(Object::toString).forEach(line::add);
        out = new StringWriter();
        err = new StringWriter();
        CommandLine command =
                Genrestream.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(line.toArray(String[]::new));
    }

    private static Process child(String shell, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("bash", "-c", shell, "sort"));
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
        line.addAll(List.of("-XX:-UsePerfData", "-Djava.util.logging.config.file=none"));
        line.addAll(List.of(Genrestream.class.getName(), "sort", "--model", MODEL, "--jobs", "1", "-q"));
        line.addAll(List.of(arguments));
        ProcessBuilder child = new ProcessBuilder(line);
        child.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return child.start();
    }

    private static SynthesizedAudio song(int seed) {
        return SynthesizedAudio.music(RATE, 1, 4, seed);
    }

    private Path write(String name, SynthesizedAudio audio) throws IOException {
        Path file = music.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, audio.wav(WavEncoding.PCM_16));
    }

    /** The content's digest of every file, without the journal's folder. */
    static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = root.relativize(file).toString();
                    if (!name.startsWith(".genrestream-sort")) {
                        tree.put(name, Transfer.sha256(file));
                    }
                }
            }
        }
        return tree;
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
