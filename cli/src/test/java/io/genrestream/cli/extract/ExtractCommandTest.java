package io.genrestream.cli.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.genrestream.analysis.SampleAnalyzer;
import io.genrestream.cli.Genrestream;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.TestEncoder;
import io.genrestream.testkit.WavEncoding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command on real files, with real decoders. */
@Tag("processes")
class ExtractCommandTest {
    private static final int RATE = 22_050;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path music;
    private Path table;

    @BeforeEach
    void makeFolders() throws IOException {
        music = Files.createDirectories(folder.resolve("music"));
        table = folder.resolve("features.csv");
    }

    @Test
    void shouldWriteWhatTheAnalysisSaysOfATrack() throws Exception {
        SynthesizedAudio audio = SynthesizedAudio.music(RATE, 1, 5, 1);
        write("jazz/take five.wav", audio.wav(WavEncoding.PCM_16));

        assertThat(extract()).isZero();

        List<String[]> rows = rows(table);
        assertThat(rows.getFirst()).startsWith("file", "label", "artist", "seconds", "mfcc_0.mean", "mfcc_0.std");
        assertThat(rows.get(1)).startsWith(music.resolve("jazz/take five.wav").toString(), "jazz", "", "5.0");
        assertThat(floats(rows.get(1), 4)).containsExactly(aggregate(audio));
        assertThat(out.toString()).isEmpty();
        assertThat(folder.resolve("features.csv.partial")).doesNotExist();
        assertThat(folder.resolve("features.csv.problems.csv")).doesNotExist();
    }

    @Test
    void shouldWriteARowForEachWindowAndFrame() throws Exception {
        write("a.wav", song(1, 5));

        assertThat(extract("--per", "frame", "--columns", "mfcc_0,rms", "--mfcc", "10"))
                .isZero();
        assertThat(rows(table)).hasSize(1 + (5 * RATE - 2048) / 1920 + 1);
        assertThat(rows(table).get(2))
                .startsWith(music.resolve("a.wav").toString(), "music", "", "1", "0.08707482993197278");

        table = folder.resolve("windows.csv");
        assertThat(extract("--per", "window", "--columns", "loudness_db,centroid.mean"))
                .isZero();
        assertThat(rows(table)).hasSize(1 + 3);
        assertThat(rows(table).getFirst())
                .containsExactly(
                        "file",
                        "label",
                        "artist",
                        "window",
                        "start",
                        "end",
                        "heard_frames",
                        "centroid.mean",
                        "loudness_db");
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 32_000, 44_100})
    void shouldHearFilesAtTheFrontEndsRate(int rate) throws Exception {
        write("a.wav", song(1, 5));

        assertThat(extract(
                        "--per",
                        "frame",
                        "--columns",
                        "rms",
                        "--spec",
                        "rate=" + rate + " hop=1000 fmax=" + rate / 2.0))
                .isZero();

        assertThat(rows(table)).hasSize(1 + (5 * rate - 2048) / 1000 + 1);
        assertThat(rows(table).get(2)[4]).isEqualTo(Double.toString(1000.0 / rate));
    }

    @Test
    void shouldWriteFmasFeaturesUnderFmasHeader() throws Exception {
        write("a.wav", song(1, 3));
        write("b.wav", song(2, 3));

        assertThat(extract("--columns", "fma")).isZero();

        List<String[]> rows = rows(table);
        assertThat(rows).hasSize(4 + 2).allSatisfy(row -> assertThat(row).hasSize(519));
        assertThat(rows.get(0)).startsWith("feature", "chroma_cens");
        assertThat(rows.get(1)).startsWith("statistics", "kurtosis");
        assertThat(rows.get(2)).startsWith("number", "01", "02");
        assertThat(rows.get(3)).startsWith("track_id", "");
        assertThat(rows.get(4)[1]).isNotEqualTo(rows.get(5)[1]);
    }

    @Test
    void shouldListWhatHasNoRows() throws Exception {
        byte[] mp3 = new TestEncoder("mp3", "libmp3lame", 44_100)
                .tag("artist", "The Testers")
                .encode(SynthesizedAudio.music(44_100, 1, 4, 1).channels()[0]);
        write("rock/good.mp3", mp3);
        write("rock/cut.mp3", Arrays.copyOf(mp3, mp3.length / 2));
        write("rock/empty.mp3", new byte[0]);
        write("rock/text.mp3", "no music\n".repeat(400).getBytes(UTF_8));
        write("rock/list.mp3", "#EXTM3U\n/etc/passwd\n".getBytes(UTF_8));
        write("rock/header.wav", SynthesizedAudio.silence(RATE, 1, 0).wav(WavEncoding.PCM_16));
        write("rock/short.wav", song(1, 0.2));
        write("rock/tiny.wav", song(1, 0.05));
        Files.createSymbolicLink(music.resolve("rock/again"), music);
        Files.createDirectory(music.resolve("nothing"));

        assertThat(extract()).isEqualTo(1);

        assertThat(rows(table))
                .extracting(row -> name(row[0]))
                .containsExactly("file", "cut.mp3", "good.mp3", "short.wav");
        assertThat(rows(table).get(2)).startsWith(music.resolve("rock/good.mp3").toString(), "rock", "The Testers");
        assertThat(rows(folder.resolve("features.csv.problems.csv")))
                .extracting(row -> name(row[0]) + " " + row[1])
                .containsExactly(
                        "file code",
                        "cut.mp3 TRUNCATED",
                        "empty.mp3 EMPTY_INPUT",
                        "header.wav NO_SAMPLES",
                        "list.mp3 NOT_AUDIO",
                        "text.mp3 NOT_AUDIO",
                        "tiny.wav TOO_SHORT");
        assertThat(err.toString()).contains("TOO_SHORT: " + music.resolve("rock/tiny.wav"));
    }

    @Test
    void shouldLabelADataSetAsItIsDownloaded() throws Exception {
        write("Data/genres_original/blues/blues.00000.wav", song(1, 2));
        write("Data/genres_original/jazz/jazz.00000.wav", song(2, 2));

        assertThat(extract("--columns", "rms.mean")).isZero();

        assertThat(rows(table)).extracting(row -> row[1]).containsExactly("label", "blues", "jazz");
        assertThat(err.toString()).startsWith("labels: the folders of level 3 (blues, jazz)\n");
    }

    @Test
    void shouldAnalyseNothingWhereLabelsAreAmbiguous() throws Exception {
        write("blues/King/a.wav", song(1, 2));
        write("jazz/Davis/b.wav", song(2, 2));

        assertThat(extract("--columns", "rms.mean")).isEqualTo(1);
        assertThat(err.toString()).startsWith("LABELS_AMBIGUOUS: ").contains("level 2 (Davis, King)");
        assertThat(folder.resolve("features.csv.partial")).doesNotExist();
        assertThat(extract("--columns", "rms.mean", "--label-level", "2")).isZero();
        assertThat(rows(table)).extracting(row -> row[1]).containsExactly("label", "King", "Davis");
    }

    @Test
    void shouldListWhatWasNoticed() throws Exception {
        write("turned.wav", SynthesizedAudio.music(RATE, 1, 4, 1).outOfPhase().wav(WavEncoding.PCM_16));

        assertThat(extract("--columns", "rms.mean")).isZero();

        assertThat(rows(table)).hasSize(2);
        assertThat(rows(folder.resolve("features.csv.problems.csv")).get(1))
                .startsWith(music.resolve("turned.wav").toString(), "OUT_OF_PHASE");
    }

    @Test
    void shouldListWhatIsNotThere() throws Exception {
        write("blues/a.wav", song(1, 2));
        Path missing = music.resolve("=missing.wav");

        assertThat(extract("--columns", "rms.mean", missing.toString())).isEqualTo(1);

        assertThat(rows(folder.resolve("features.csv.problems.csv")).get(1))
                .startsWith(missing.toString(), "FILE_MISSING");
    }

    @Test
    void shouldRunNoFormulaOfALabelOrArtistInASpreadsheet() throws Exception {
        byte[] mp3 = new TestEncoder("mp3", "libmp3lame", 44_100)
                .tag("artist", "@SUM(A1)")
                .encode(SynthesizedAudio.music(44_100, 1, 2, 1).channels()[0]);
        write("=1+1/song.mp3", mp3);

        assertThat(extract("--columns", "rms.mean")).isZero();

        assertThat(rows(table).get(1)[1]).isEqualTo("'=1+1");
        assertThat(rows(table).get(1)[2]).isEqualTo("'@SUM(A1)");
    }

    @Test
    void shouldWriteNoTableWhereNoFileHasRows() throws Exception {
        write("short.wav", song(1, 1));

        assertThat(extract("--offset", "10s")).isEqualTo(1);

        assertThat(table).doesNotExist();
        assertThat(err.toString()).contains("EXCERPT_BEYOND_END").contains("No file has rows");
    }

    @Test
    void shouldRefuseAFinishedTableAndOtherConditions() throws Exception {
        write("a.wav", song(1, 1));
        assertThat(extract()).isZero();
        String finished = Files.readString(table);

        assertThat(extract()).isEqualTo(1);
        assertThat(err.toString()).contains("OUTPUT_EXISTS");
        assertThat(table).hasContent(finished);

        table = folder.resolve("other.parquet");
        Files.writeString(folder.resolve("other.parquet.partial"), "something of somebody's");
        assertThat(extract()).isEqualTo(1);
        assertThat(err.toString()).contains("OUTPUT_FOREIGN");
        assertThat(table).doesNotExist();
    }

    @Test
    void shouldRefuseWhatIsNotUnderstood() {
        assertThat(extract("--columns", "loudness")).isEqualTo(2);
        assertThat(extract("--columns", "fma,mfcc")).isEqualTo(2);
        assertThat(extract("--spec", "hops=512")).isEqualTo(2);
        assertThat(extract("--spec", "rate=200000")).isEqualTo(2);
        assertThat(err.toString()).contains("200000 Hz", "4,000 to 192,000 Hz");
        assertThat(extract("--spec", "offset=NaN")).isEqualTo(2);
        assertThat(err.toString()).contains("offset must be finite");
        assertThat(extract("--per", "song")).isEqualTo(2);
        table = folder.resolve("features.xlsx");
        assertThat(extract()).isEqualTo(2);
        assertThat(err.toString()).contains(".csv, .parquet or .npz");
    }

    @Test
    void shouldListColumnsWithoutFiles() {
        assertThat(command("extract", "--list-columns", "--per", "frame")).isZero();

        assertThat(out.toString())
                .contains("centroid\tHz\tmean frequency, weighted by magnitude\n")
                .contains("log_mel_95\tdB\t");
        assertThat(out.toString().lines()).allMatch(line -> line.split("\t", -1).length == 3);
    }

    @Test
    @Timeout(240)
    void shouldGoOnAfterCtrlCAndKillWithEachRowOnce() throws Exception {
        for (int i = 0; i < 24; i++) {
            write("%02d.wav".formatted(i), song(i, 6));
        }
        table = folder.resolve("once.npz");
        assertThat(extract("--per", "frame")).isZero();
        Path once = table;
        table = folder.resolve("often.npz");
        Path kept = folder.resolve("often.npz.partial");

        long grown = 0;
        for (String signal : List.of("-INT", "-KILL", "-INT")) {
            // Whoever runs the tests in the background has the signal ignored, and so would their children.
            Process process = child("env", "--default-signal=INT");
            while (process.isAlive() && (!Files.exists(kept) || Files.size(kept) <= grown + 60_000)) {
                Thread.sleep(2);
            }
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            String log = Files.readString(folder.resolve("log"));
            assertThat(process.exitValue()).as(log).isEqualTo(signal.equals("-INT") ? 130 : 137);
            assertThat(table).doesNotExist();
            grown = Files.size(kept);
        }
        assertThat(extract("--per", "frame")).isZero();

        assertThat(table).hasSameBinaryContentAs(once);
        assertThat(kept).doesNotExist();
    }

    @Test
    @Timeout(240)
    void shouldGoOnWhenTheDiskWasFull() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash to limit the size of files with");
        for (int i = 0; i < 6; i++) {
            write("%02d.wav".formatted(i), song(i, 6));
        }
        table = folder.resolve("once.parquet");
        assertThat(extract("--per", "frame")).isZero();
        Path once = table;
        table = folder.resolve("full.parquet");

        for (int kilobytes : new int[] {40, 80}) { // of rows there are 71: in the rows, and in the table
            Process process = child("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "bash");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(folder.resolve("log")).content().contains("OUTPUT_UNWRITABLE");
            assertThat(table).doesNotExist();
            assertThat(folder.resolve("full.parquet.new")).doesNotExist();
        }
        assertThat(extract("--per", "frame")).isZero();

        assertThat(table).hasSameBinaryContentAs(once);
    }

    /** The command in a process of its own. */
    private Process child(String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Genrestream.class.getName(),
                "extract",
                music.toString(),
                "--jobs",
                "1",
                "--per",
                "frame",
                "-o",
                table.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private int extract(String... options) {
        List<String> arguments = new ArrayList<>(List.of("extract", music.toString(), "-o", table.toString()));
        arguments.addAll(List.of(options));
        return command(arguments.toArray(String[]::new));
    }

    private int command(String... arguments) {
        CommandLine command =
                Genrestream.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = music.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static byte[] song(long seed, double seconds) {
        return SynthesizedAudio.music(RATE, 1, seconds, seed).wav(WavEncoding.PCM_16);
    }

    private static float[] aggregate(SynthesizedAudio audio) throws Exception {
        SampleAnalyzer analyzer = new SampleAnalyzer(FrontEndSpec.SHIPPED);
        short[] pcm = audio.pcm16(0);
        analyzer.process(pcm, 0, pcm.length);
        return analyzer.end().aggregate();
    }

    private static String name(String path) {
        return String.valueOf(Path.of(path).getFileName());
    }

    private static float[] floats(String[] cells, int from) {
        float[] values = new float[cells.length - from];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(cells[from + i]);
        }
        return values;
    }

    private static List<String[]> rows(Path file) throws IOException {
        try (MappingIterator<String[]> rows = new CsvMapper()
                .readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(file.toFile())) {
            return rows.readAll();
        }
    }
}
