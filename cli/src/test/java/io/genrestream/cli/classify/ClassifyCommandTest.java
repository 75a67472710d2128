package io.genrestream.cli.classify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.genrestream.cli.Genrestream;
import io.genrestream.testkit.Covers;
import io.genrestream.testkit.Signal;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.TestEncoder;
import io.genrestream.testkit.TestVideo;
import io.genrestream.testkit.WavEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on real files, with the shipped model and real decoders. */
@Tag("processes")
class ClassifyCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODEL = "../models/genre.onnx";
    private static final String OTHER_MODEL = "../scoring/src/test/resources/models/tiny.onnx";
    private static final int RATE = 22_050;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldTellSeveralTagsByTheTagger() throws Exception {
        Path jazz = Path.of(
                System.getenv().getOrDefault("GENRESTREAM_DATA", "../../shared/data"), "gtzan/audio/jazz.00011.flac");
        assumeTrue(Files.exists(jazz), "the labelled music is not here");
        Files.copy(jazz, folder.resolve("song.flac"));

        assertThat(classify("--json", "--model", "../models/tags.onnx")).isZero();

        JsonNode song = JSON.readTree(out.toString());
        assertThat(song.path("label").asText()).isEqualTo("jazz");
        assertThat(song.path("scores")).hasSize(50);
        assertThat(song.path("scores").path("jazz").asDouble()).isGreaterThan(0.9);
        assertThat(song.path("scores").path("instrumental").asDouble()).isBetween(0.02, 0.2);
        assertThat(song.path("scores").path("metal").asDouble()).isLessThan(0.01);
    }

    @Test
    void shouldTellTheGenreBesideTheTag() throws Exception {
        float[] music = SynthesizedAudio.music(44_100, 1, 8, 1).channels()[0];
        write(
                "song.mp3",
                new TestEncoder("mp3", "libmp3lame", 44_100)
                        .tag("genre", "Blues")
                        .encode(music));

        assertThat(classify("--json")).isZero();

        JsonNode song = JSON.readTree(out.toString());
        assertThat(song.path("file").asText()).endsWith("song.mp3");
        assertThat(song.path("streamId").isNull()).isTrue();
        assertThat(song.path("final").asBoolean()).isTrue();
        assertThat(song.path("tag").asText()).isEqualTo("Blues");
        assertThat(song.path("scores").size()).isEqualTo(10);
        assertThat(song.path("seconds").asDouble()).isBetween(7.9, 8.2);
        assertThat(song.path("windows").asInt()).isPositive();
        assertThat(song.path("model").path("digest").asText()).hasSize(16);
        assertThat(song.path("timeline").isArray()).isTrue();
        assertThat(song.path("warnings").isArray()).isTrue();
        assertThat(song.has("source")).isFalse();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldTellWhatIsWrongWithEachFile() throws Exception {
        byte[] mp3 = new TestEncoder("mp3", "libmp3lame", 44_100).encode(Signal.sampled(Signal.MUSIC, 44_100, 3));
        write("empty.mp3", new byte[0]);
        write("text.mp3", "no music\n".repeat(400).getBytes(UTF_8));
        write("page.mp3", "<!DOCTYPE html><html><body>404</body></html>".getBytes(UTF_8));
        write("archive.mp3", zip(mp3));
        write("picture.mp3", png());
        write("list.mp3", ("#EXTM3U\n" + write("good.mp3", mp3) + "\n").getBytes(UTF_8));
        write("header.wav", SynthesizedAudio.silence(RATE, 1, 0).wav(WavEncoding.PCM_16));
        write("silent movie.mp4", TestVideo.withoutSound());

        assertThat(classify("--json")).isEqualTo(1);

        assertThat(rows(out.toString()))
                .extracting(row -> Path.of(row.path("file").asText()).getFileName() + " "
                        + row.path("error").path("code").asText("-"))
                .containsExactly(
                        "archive.mp3 NOT_AUDIO",
                        "empty.mp3 EMPTY_INPUT",
                        "good.mp3 -",
                        "header.wav NO_SAMPLES",
                        "list.mp3 NOT_AUDIO",
                        "page.mp3 NOT_AUDIO",
                        "picture.mp3 NOT_AUDIO",
                        "silent movie.mp4 NO_AUDIO_TRACK",
                        "text.mp3 NOT_AUDIO");
        assertThat(rows(out.toString()))
                .allMatch(row -> !row.has("error")
                        || row.path("error").path("message").asText().endsWith("."));
    }

    @Test
    void shouldTakeEveryKindOfFile() throws Exception {
        float[] tones = Signal.sampled(Signal.MUSIC, 44_100, 4);
        byte[] mp3 = new TestEncoder("mp3", "libmp3lame", 44_100).encode(tones);
        write("8 kHz.wav", SynthesizedAudio.music(8_000, 1, 4, 1).wav(WavEncoding.PCM_16));
        write("96 kHz 24 bit.wav", SynthesizedAudio.music(96_000, 2, 4, 1).wav(WavEncoding.PCM_24));
        write("5.1.wav", SynthesizedAudio.music(48_000, 6, 4, 1).wav(WavEncoding.FLOAT_32));
        write("nan.wav", withNonFinite().wav(WavEncoding.FLOAT_32));
        write("covered.mp3", Covers.before(mp3, 4_000_000));
        write("cut.mp3", Arrays.copyOf(mp3, mp3.length * 2 / 3));
        write("index at its end.m4a", new TestEncoder("ipod", "aac", 44_100).encode(tones));
        write("movie.mp4", TestVideo.withSound(4));
        write("it's \"odd\" $(touch gone) `x` ünï 音.flac", new TestEncoder("flac", "flac", 44_100).encode(tones));

        assertThat(classify("--json")).isZero();

        assertThat(rows(out.toString()))
                .hasSize(9)
                .allMatch(row -> row.path("windows").asInt() > 0);
    }

    @Test
    void shouldTellThatAFileIsTooShort() throws Exception {
        write("0.2 s.wav", SynthesizedAudio.music(RATE, 1, 0.2, 1).wav(WavEncoding.PCM_16));
        write("1 s.wav", SynthesizedAudio.music(RATE, 1, 1, 1).wav(WavEncoding.PCM_16));
        write(
                "a window.wav",
                SynthesizedAudio.music(RATE, 1, 65_408.0 / RATE, 1).wav(WavEncoding.PCM_16));

        assertThat(classify("--json")).isZero();

        List<JsonNode> rows = rows(out.toString());
        assertThat(rows).extracting(row -> row.path("windows").asInt()).containsExactly(0, 1, 1);
        assertThat(rows.getFirst().path("verdict").asText()).isEqualTo("UNKNOWN");
        assertThat(rows.getFirst().path("reason").asText()).isEqualTo("TOO_SHORT");
    }

    @Test
    void shouldTakeAnExcerpt() throws Exception {
        write("song.wav", song(1, 20));
        write("short.wav", song(1, 4));

        assertThat(classify("--csv", "--offset", "0:05", "--duration", "6.5s")).isEqualTo(1);

        assertThat(out.toString().lines().toList()).hasSize(3);
        assertThat(out.toString())
                .contains("EXCERPT_BEYOND_END")
                .contains(",6.5,")
                .startsWith("file,label,confidence");
    }

    @Test
    void shouldNotUnderstandImpossibleOptions() {
        assertThat(classify("--offset", "soon")).isEqualTo(2);
        assertThat(classify("--duration", "0")).isEqualTo(2);
        assertThat(classify("--jobs", "0")).isEqualTo(2);
        assertThat(classify("--json", "--csv")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldSayThatThereIsNoMusic() {
        assertThat(classify()).isEqualTo(1);
        assertThat(out.toString()).startsWith(folder + "\tfailed\tNO_MUSIC: ");
    }

    @Test
    void shouldGiveEachInputExactlyOneRow() throws Exception {
        byte[] mp3 = new TestEncoder("mp3", "libmp3lame", 44_100).encode(Signal.sampled(Signal.MUSIC, 44_100, 4));
        write("cut.mp3", Arrays.copyOf(mp3, mp3.length / 2));
        write("empty.mp3", new byte[0]);
        Path list = write("list.m3u", "gone.mp3\ngone.mp3\nhttp://radio.example/live\n".getBytes(UTF_8));
        Path missing = folder.resolve("missing.wav");
        List<String> inputs = List.of(missing.toString(), missing.toString(), list.toString());
        String[] names = {
            missing.toString(),
            folder.resolve("gone.mp3").toString(),
            "http://radio.example/live",
            folder.resolve("cut.mp3").toString(),
            folder.resolve("empty.mp3").toString()
        };

        assertThat(classifyToo(inputs, "--json")).isEqualTo(1);

        List<JsonNode> rows = rows(out.toString());
        assertThat(rows).extracting(row -> row.path("file").asText()).containsExactlyInAnyOrder(names);
        assertThat(rows)
                .extracting(row -> row.at("/error/code").asText() + row.path("warnings"))
                .containsExactlyInAnyOrder(
                        "FILE_MISSING", "FILE_MISSING", "NOT_A_FILE", "EMPTY_INPUT", "[\"TRUNCATED\"]");
        assertThat(err.toString()).isEqualTo("left out: 1 .m3u\n");

        Path results = folder.resolve("results.csv");
        for (int run = 0; run < 2; run++) {
            assertThat(classifyToo(inputs, "-o", results.toString())).isEqualTo(1);
            assertThat(Files.readAllLines(results)).as("with its header").hasSize(1 + names.length);
        }
    }

    @Test
    void shouldRunNoFormulaOfATagOrNameInASpreadsheet() throws Exception {
        String formula = "=HYPERLINK(\"http://x.example\",\"y\")";
        write(
                "song.mp3",
                new TestEncoder("mp3", "libmp3lame", 44_100)
                        .tag("genre", formula)
                        .encode(Signal.sampled(Signal.MUSIC, 44_100, 4)));

        assertThat(classify("--csv")).isZero();
        List<String[]> rows = cells(out.toString());
        int tag = List.of(rows.getFirst()).indexOf("tag");
        assertThat(rows.get(1)[tag]).isEqualTo("'" + formula);

        out.getBuffer().setLength(0);
        assertThat(classify()).isZero();
        assertThat(out.toString().split("\t")).contains("'" + formula);

        out.getBuffer().setLength(0);
        assertThat(classify("--json")).isZero();
        assertThat(JSON.readTree(out.toString()).path("tag").asText()).isEqualTo(formula);
    }

    @Test
    void shouldSayWhatOfAFolderIsLeftOut() throws Exception {
        write("song.M4B", new TestEncoder("ipod", "aac", 44_100).encode(Signal.sampled(Signal.MUSIC, 44_100, 4)));
        write("cover.jpg", png());
        write("a.pdf", new byte[9]);
        write("b.PDF", new byte[9]);
        write("song.ape", new byte[9]);
        write("._song.m4b", new byte[9]);

        assertThat(classify("--json")).isZero();

        assertThat(rows(out.toString())).hasSize(1);
        assertThat(err.toString())
                .isEqualTo("left out: 2 .pdf, 1 .jpg; sound that cannot be decoded: 1 .ape;"
                        + " 1 hidden (--hidden takes them)\n");
        assertThat(classify("--json", "--hidden")).isEqualTo(1);
        assertThat(rows(out.toString())).hasSize(3);
    }

    @Test
    void shouldGoOnWhereItWasEnded() throws Exception {
        Path first = write("1.wav", song(1, 4));
        Path second = write("2.wav", song(2, 4));
        write("3.mp3", new byte[0]);
        for (String name : List.of("results.csv", "results.jsonl")) {
            Path results = folder.resolve(name);
            assertThat(classify("-o", results.toString())).isEqualTo(1);
            String whole = Files.readString(results);

            // Torn in the last line, as a crash may leave it.
            Files.writeString(results, whole.substring(0, whole.length() - 20));
            assertThat(classify("-o", results.toString())).isEqualTo(1);
            assertThat(results).hasContent(whole);

            // One changed, one failed: both anew, the third stays.
            Files.write(second, song(3, 5));
            assertThat(classify("-o", results.toString())).isEqualTo(1);
            String anew = Files.readString(results);
            assertThat(anew.lines().filter(line -> line.contains(second.toString())))
                    .hasSize(1);
            assertThat(anew.lines().toList())
                    .hasSameSizeAs(whole.lines().toList())
                    .contains(rowOf(first, whole));
            assertThat(anew).doesNotContain(rowOf(second, whole));
        }
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldRefuseAnOutputOfAnotherModelExcerptOrKind() throws Exception {
        write("1.wav", song(1, 4));
        String results = folder.resolve("results.jsonl").toString();
        assertThat(classify("-o", results)).isZero();
        String before = Files.readString(Path.of(results));

        assertThat(classify("-o", results, "--model", OTHER_MODEL)).isEqualTo(1);
        assertThat(classify("-o", results, "--offset", "1s")).isEqualTo(1);
        assertThat(classify("-o", results, "--csv")).isEqualTo(1);
        Path song = folder.resolve("1.wav");
        assertThat(classify("-o", song.toString())).isEqualTo(1);

        assertThat(err.toString().lines().filter(line -> line.startsWith("OUTPUT_FOREIGN: ")))
                .hasSize(4);
        assertThat(Path.of(results)).hasContent(before);
        assertThat(song).hasBinaryContent(song(1, 4));
    }

    @Test
    void shouldSayThatTheDiskIsFull() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full here");
        write("1.wav", song(1, 4));

        assertThat(classify("-o", "/dev/full")).isEqualTo(1);

        assertThat(err.toString()).startsWith("OUTPUT_UNWRITABLE: ").contains("No space left");
    }

    @Test
    void shouldRefuseAModelInWords() throws Exception {
        write("1.wav", song(1, 4));

        assertThat(classify("--model", folder.resolve("1.wav").toString())).isEqualTo(1);
        assertThat(classify("--model", "nowhere.onnx")).isEqualTo(1);

        assertThat(err.toString()).contains("MODEL_UNREADABLE: ").contains("MODEL_MISSING: ");
    }

    @Test
    @Timeout(120)
    void shouldGiveEachFileOnceAfterCtrlC() throws Exception {
        for (int i = 0; i < 24; i++) {
            write("%02d.wav".formatted(i), song(i, 25));
        }
        Path results = folder.resolve("results.jsonl");
        // Whoever runs the tests in the background has the signal ignored, and so would their children.
        Process process = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Genrestream.class.getName(),
                        "classify",
                        folder.toString(),
                        "--jobs",
                        "1",
                        "--model",
                        MODEL,
                        "-o",
                        results.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        while (process.isAlive()
                && (!Files.exists(results) || Files.readString(results).lines().count() < 3)) {
            Thread.sleep(5);
        }
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isEqualTo(130);
        assertThat(rows(Files.readString(results))).hasSizeBetween(3, 23);

        assertThat(classify("-o", results.toString())).isZero();

        assertThat(rows(Files.readString(results)))
                .extracting(row -> row.path("file").asText())
                .doesNotHaveDuplicates()
                .hasSize(24);
    }

    private int classify(String... options) {
        return classifyToo(List.of(), options);
    }

    /** The folder, and more. */
    private int classifyToo(List<String> inputs, String... options) {
        List<String> arguments = new ArrayList<>(List.of("classify", folder.toString()));
        arguments.addAll(inputs);
        if (!List.of(options).contains("--model")) {
            arguments.addAll(List.of("--model", MODEL));
        }
        arguments.addAll(List.of(options));
        CommandLine command =
                Genrestream.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments.toArray(String[]::new));
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] song(long seed, double seconds) {
        return SynthesizedAudio.music(RATE, 1, seconds, seed).wav(WavEncoding.PCM_16);
    }

    private static SynthesizedAudio withNonFinite() {
        SynthesizedAudio audio = SynthesizedAudio.music(44_100, 2, 4, 1);
        audio.channels()[0][1_000] = Float.NaN;
        audio.channels()[1][90_000] = Float.POSITIVE_INFINITY;
        return audio;
    }

    private static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("song.mp3"));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        var image = new java.awt.image.BufferedImage(64, 64, java.awt.image.BufferedImage.TYPE_INT_RGB);
        javax.imageio.ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static String rowOf(Path file, String rows) {
        return rows.lines()
                .filter(line -> line.contains(file.toString()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String[]> cells(String csv) throws IOException {
        return new CsvMapper()
                .readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .<String[]>readValues(csv)
                .readAll();
    }

    private static List<JsonNode> rows(String text) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : text.lines().toList()) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }
}
