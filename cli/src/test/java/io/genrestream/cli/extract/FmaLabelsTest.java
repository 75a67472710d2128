package io.genrestream.cli.extract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.analysis.numpy.NpyArray;
import io.genrestream.analysis.numpy.NpzFile;
import io.genrestream.cli.Genrestream;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.TestEncoder;
import io.genrestream.testkit.WavEncoding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code extract} says of FMA's tracks, on computed music in FMA's layout. */
@Tag("processes")
class FmaLabelsTest {
    private static final int RATE = 22_050;

    private static final String HEADING = """
            ,album,artist,artist,set,set,track,track
            ,comments,id,name,split,subset,genre_top,title
            track_id,,,,,,,
            """;

    private static final String TRACKS = """
            2,0,1,AWOL,training,small,Hip-Hop,Food
            5,0,7,"Lives, in ""two""
            lines",test,small,Old-Time / Historic,This World
            140,0,7,Other,test,large,,No genre
            155320,0,9,Gone,test,large,Rock,Not in this part of the set
            """;

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();
    private Path fma;

    @BeforeEach
    void makeFma() throws IOException {
        fma = Files.createDirectories(folder.resolve("fma"));
        write("fma_small/000/000002.mp3", tagged());
        write("fma_small/000/000005.wav", song(2));
        write("fma_small/000/000140.wav", song(3));
        write("fma_small/000/000141.mp3", tagged());
        write("fma_small/000/unnumbered.wav", song(5));
        table(HEADING + TRACKS);
    }

    @Test
    void shouldLabelTracksAsTheTableDoes() throws Exception {
        assertThat(extract(fma, "fma.csv", "--columns", "rms.mean")).isZero();

        assertThat(Files.readAllLines(folder.resolve("fma.csv")).stream().map(FmaLabelsTest::firstCells))
                .containsExactly(
                        "file,label,artist",
                        "000002.mp3,Hip-Hop,artist 1",
                        "000005.wav,Old-Time / Historic,artist 7",
                        "000140.wav,,artist 7",
                        "000141.mp3,,The Testers",
                        "unnumbered.wav,,");
        assertThat(err.toString()).contains("tracks.csv names the genre of 2 of 5 files");
    }

    @Test
    void shouldLabelAPartOfFmaByTheTableBesideItInEveryFormat() throws Exception {
        Path part = fma.resolve("fma_small");
        assertThat(extract(part, "fma.npz", "--per", "window", "--columns", "log_mel"))
                .isZero();
        assertThat(extract(part, "fma.parquet", "--columns", "rms.mean")).isZero();

        try (NpzFile arrays = new NpzFile(folder.resolve("fma.npz"))) {
            assertThat(strings(arrays, "genre")).startsWith("Hip-Hop").endsWith("");
            assertThat(strings(arrays, "artist")).startsWith("artist 1").contains("artist 7", "The Testers");
        }
        assertThat(Files.readString(folder.resolve("fma.parquet"), ISO_8859_1))
                .contains("Hip-Hop", "Old-Time / Historic", "artist 1", "artist 7", "The Testers");
    }

    @Test
    void shouldTakeNoLabelOfAnOlderTableAfterBeingInterrupted() throws Exception {
        Path inTheWay = Files.createDirectories(folder.resolve("fma.csv.new/in the way of the finished table"));
        assertThat(extract(fma, "fma.csv", "--columns", "rms.mean")).isEqualTo(1);
        assertThat(folder.resolve("fma.csv.partial")).isNotEmptyFile();
        Files.delete(inTheWay);
        table(HEADING + TRACKS.replace("Hip-Hop", "International"));

        assertThat(extract(fma, "fma.csv", "--columns", "rms.mean")).isZero();

        assertThat(folder.resolve("fma.csv"))
                .content()
                .contains("International")
                .doesNotContain("Hip-Hop");
    }

    @Test
    void shouldRefuseTracksThatAreThereTwiceAndBrokenTables() throws Exception {
        write("fma_medium/000/000002.wav", song(1));
        assertThat(extract(fma, "fma.csv")).isEqualTo(1);
        assertThat(err.toString()).contains("DUPLICATE_TRACKS", "000002");
        err.getBuffer().setLength(0);
        assertThat(extract(
                        fma.resolve("fma_small"),
                        "fma.csv",
                        fma.resolve("fma_medium").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("DUPLICATE_TRACKS", "000002");
        assertThat(extract(fma.resolve("fma_small"), "fma.csv", "--columns", "rms.mean"))
                .isZero();

        table(HEADING.replace("genre_top", "genre"));
        assertThat(extract(fma, "other.csv")).isEqualTo(1);
        assertThat(err.toString()).contains("DATASET_UNREADABLE", "no column track, genre_top");
        assertThat(folder.resolve("other.csv.partial")).doesNotExist();
    }

    @Test
    void shouldLabelByFoldersWhereTheTableIsNotFmas() throws Exception {
        table("track_id,title\n2,Food\n");

        assertThat(extract(fma.resolve("fma_small"), "fma.csv", "--columns", "rms.mean"))
                .isZero();

        assertThat(Files.readAllLines(folder.resolve("fma.csv")).stream().map(FmaLabelsTest::firstCells))
                .contains("000002.mp3,000,The Testers", "000005.wav,000,");
        assertThat(err.toString()).contains("numbered like FMA's, but there is no tracks.csv of FMA's");
    }

    @Test
    void shouldLabelOtherMusicBesideFmaByItsFolder() throws Exception {
        table("\"\",\"album\"" + HEADING.substring(",album".length()) + TRACKS);
        write("polka/01.wav", song(6));
        write("tango/01.wav", song(7));

        assertThat(extract(fma, "fma.csv", "--columns", "rms.mean")).isZero();

        assertThat(Files.readAllLines(folder.resolve("fma.csv")).stream().map(FmaLabelsTest::firstCells))
                .contains("000002.mp3,Hip-Hop,artist 1", "01.wav,polka,", "01.wav,tango,");
    }

    private int extract(Path music, String table, String... options) {
        Stream<String> line = Stream.of(
                "extract",
                music.toString(),
                "--jobs",
                "2",
                "-o",
                folder.resolve(table).toString());
        return Genrestream.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(line, Stream.of(options)).toArray(String[]::new));
    }

    /** Of a line without commas in its cells: the file's name, label, artist. */
    private static String firstCells(String line) {
        String[] cells = line.replace("\"", "").split(",", -1);
        return Path.of(cells[0]).getFileName() + "," + cells[1] + "," + cells[2];
    }

    private static List<String> strings(NpzFile arrays, String name) throws IOException {
        try (NpyArray array = arrays.open(name)) {
            return List.of(array.nextStrings(array.shape()[0]));
        }
    }

    private void table(String content) throws IOException {
        Files.writeString(Files.createDirectories(fma.resolve("fma_metadata")).resolve("tracks.csv"), content);
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = fma.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static byte[] song(long seed) {
        return SynthesizedAudio.music(RATE, 1, 3, seed).wav(WavEncoding.PCM_16);
    }

    private static byte[] tagged() {
        return new TestEncoder("mp3", "libmp3lame", 44_100)
                .tag("artist", "The Testers")
                .encode(SynthesizedAudio.music(44_100, 1, 3, 1).channels()[0]);
    }
}
