package io.genrestream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.genrestream.analysis.library.PathText;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command finds a file by the name that another one printed, and writes to the very file that it is told. */
@Tag("processes")
class FileNamesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Path music;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(OddNames.bytes(OddNames.path("\u00E9")).equals("\u00E9"), "this file system takes text alone");
        music = Files.createDirectory(folder.resolve(OddNames.path("music \u00FF")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"results \u00E9.jsonl", "results \u00E9.csv"})
    void shouldClassifyEveryNameOnce(String output) throws Exception {
        OddNames.write(music);
        Path results = folder.resolve(OddNames.path(output));

        assertThat(run("classify", "-o", results, "--", music)).isZero();

        List<String> files = output.endsWith(".csv") ? cells(results) : texts(Files.readString(results));
        assertThat(files).hasSize(OddNames.ALL.size()).doesNotHaveDuplicates();
        assertThat(files.stream().map(PathText::path).map(music::relativize).map(OddNames::bytes))
                .containsExactlyInAnyOrderElementsOf(OddNames.ALL);
        assertThat(names()).containsExactlyInAnyOrder("music \u00FF", output);
        byte[] before = Files.readAllBytes(results);

        assertThat(run("classify", "-o", results, "--", music)).isZero();

        assertThat(results).as("nothing is done twice").hasBinaryContent(before);
    }

    @Test
    void shouldFindTheFileThatARowNames() throws Exception {
        OddNames.write(music, "caf\u00E9\n.wav", 1);
        assertThat(run("classify", "--json", music)).isZero();
        String named = texts(out.toString()).getFirst();

        assertThat(run("classify", "--json", "--", named)).isZero();

        assertThat(texts(out.toString())).containsExactly(named);
    }

    @Test
    void shouldExtractEveryName() throws Exception {
        OddNames.write(music);
        Path table = folder.resolve(OddNames.path("table \u00E9.csv"));
        Files.createFile(music.resolve(OddNames.path("empty \u00E8.mp3")));

        assertThat(run("extract", "-o", table, "--", music)).isEqualTo(1);

        assertThat(cells(table)).hasSize(OddNames.ALL.size()).doesNotHaveDuplicates();
        assertThat(names())
                .containsExactlyInAnyOrder("music \u00FF", "table \u00E9.csv", "table \u00E9.csv.problems.csv");
        assertThat(err.toString()).contains("EMPTY_INPUT", "empty%20%E8.mp3").doesNotContain("\uFFFD");
    }

    @Test
    void shouldEvaluateClusterAndPlotOddNames() throws Exception {
        List<String> names = List.of("jazz/caf\u00E9.wav", "jazz/caf\u00E8.wav", "rock/a\nb.wav", "rock/\u00FF.wav");
        for (String name : names) {
            song(name, names.indexOf(name));
        }

        assertThat(run("evaluate", "--json", music)).as(err.toString()).isZero();
        assertThat(JSON.readTree(out.toString()).path("tracks").asInt()).isEqualTo(4);

        assertThat(run("cluster", "--json", "--groups", "2", music))
                .as(err.toString())
                .isZero();
        assertThat(JSON.readTree(out.toString()).findValuesAsText("file").stream()
                        .map(PathText::path)
                        .map(music::relativize)
                        .map(OddNames::bytes))
                .containsExactlyInAnyOrderElementsOf(names);

        Path picture = folder.resolve(OddNames.path("picture \u00E9.svg"));
        assertThat(run("plot", "--kind", "waveform", "-o", picture, music.resolve(OddNames.path(names.get(0)))))
                .isZero();
        assertThat(names()).contains("picture \u00E9.svg").hasSize(2);
    }

    @Test
    @Timeout(60)
    void shouldClassifyWhatComesFromPipes() throws Exception {
        byte[] song = SynthesizedAudio.music(22_050, 1, 1, 1).wav(WavEncoding.PCM_16);
        List<Path> pipes = new ArrayList<>();
        for (String name : List.of("one", "two", "three")) {
            Path pipe = folder.resolve(name);
            assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "needs mkfifo");
            pipes.addFirst(pipe);
        }
        Thread writer = Thread.ofPlatform().daemon().start(() -> pipes.forEach(pipe -> write(pipe, song)));

        assertThat(run("classify", "--json", "--jobs", "3", pipes.get(2), pipes.get(1), pipes.get(0)))
                .isZero();

        writer.join();
        assertThat(texts(out.toString())).hasSize(3);
    }

    @Test
    void shouldNotLetANameThatIsTakenForAnOptionMoveTheCursor() {
        assertThat(run("classify", "-\u001B[2J\0.mp3")).isEqualTo(2);
        assertThat(run("classify", "a\u001B[2J.mp3", "--jobs", "\u009B2J")).isEqualTo(2);

        assertThat(err.toString()).contains("%C2%9B2J").doesNotContainPattern("[\\p{Cc}&&[^\n]]");
    }

    @Test
    void shouldSayThatADeviceHasNothingInIt() {
        assertThat(run("classify", "--json", "/dev/null")).isEqualTo(1);

        assertThat(out.toString()).contains("EMPTY_INPUT");
    }

    private int run(Object... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> line = new ArrayList<>();
        for (Object argument : arguments) {
            line.add(argument instanceof Path path ? PathText.of(path) : argument.toString());
        }
        if (!line.getFirst().equals("extract")) {
            line.addAll(1, List.of("--model", "../models/genre.onnx"));
        }
        return Genrestream.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line.toArray(String[]::new));
    }

    private void song(String name, int seed) throws IOException {
        Path file = music.resolve(OddNames.path(name));
        Files.createDirectories(file.getParent());
        Files.write(file, SynthesizedAudio.music(22_050, 1, 4, seed).wav(WavEncoding.PCM_16));
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::getFileName).map(OddNames::bytes).toList();
        }
    }

    private static List<String> texts(String rows) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String row : rows.lines().toList()) {
            JsonNode object = JSON.readTree(row);
            texts.add(object.path("file").asText());
        }
        return texts;
    }

    private static List<String> cells(Path table) throws IOException {
        try (var rows = CsvMapper.builder()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .build()
                .readerFor(String[].class)
                .<String[]>readValues(Files.readString(table))) {
            List<String[]> all = rows.readAll();
            int column = List.of(all.getFirst()).indexOf("file");
            return all.stream().skip(1).map(row -> row[column]).toList();
        }
    }
}
