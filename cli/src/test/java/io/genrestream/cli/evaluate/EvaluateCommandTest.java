package io.genrestream.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.genrestream.cli.Genrestream;
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
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on computed music with labels of every layout, and on the labelled data where it is there. */
@Tag("processes")
class EvaluateCommandTest {
    private static final int RATE = 22_050;
    private static final int FRAMES = 40;
    private static final int BANDS = 96;
    private static final Path MODELS = Path.of("..", "models").toAbsolutePath();
    private static final Path GTZAN = Path.of("..", "..", "shared", "data", "gtzan");

    private static final String FMA_HEADING = """
            ,album,artist,artist,set,set,track,track
            ,comments,id,name,split,subset,genre_top,title
            track_id,,,,,,,
            """;

    @TempDir
    private Path folder;

    private StringWriter out;
    private StringWriter err;

    @Test
    void shouldSayOfTheTrainingDataWhatTheTrainingProjectSays() throws Exception {
        assumeTrue(Files.isRegularFile(GTZAN.resolve("valid.npz")), "the labelled data is not here");

        JsonNode report = json(GTZAN, "--split", "valid");

        JsonNode card =
                new JsonMapper().readTree(MODELS.resolve("genre.json").toFile()).at("/as_trained");
        assertThat(report.at("/accuracy").asDouble())
                .isEqualTo(card.at("/track/accuracy").asDouble());
        assertThat(report.at("/windowAccuracy").asDouble())
                .isEqualTo(card.at("/window/accuracy").asDouble());
        assertThat(report.at("/nll").asDouble()).isCloseTo(card.at("/track/nll").asDouble(), within(1e-6));
        assertThat(report.at("/ece").asDouble()).isCloseTo(card.at("/track/ece").asDouble(), within(1e-6));
        assertThat(report.at("/confusion")).isEqualTo(card.at("/track/confusion"));
        assertThat(report.at("/interval/low").asDouble())
                .isCloseTo(card.at("/track/interval/0").asDouble(), within(0.005));
        assertThat(report.at("/interval/high").asDouble())
                .isCloseTo(card.at("/track/interval/1").asDouble(), within(0.005));
    }

    @Test
    void shouldMeasureFoldersOfGenres() throws Exception {
        write("jazz/one.wav", song(1));
        write("jazz/two.wav", song(2));
        write("Hip-Hop/one.wav", song(3));
        write("rock/silence.wav", SynthesizedAudio.silence(RATE, 1, 6));

        JsonNode report = json(folder, "-o", folder.resolve("confusion.png"));

        assertThat(report.at("/tracks").asInt()).isEqualTo(3);
        assertThat(report.at("/perClass/5/support").asInt()).as("jazz").isEqualTo(2);
        assertThat(report.at("/perClass/4/support").asInt()).as("hiphop").isEqualTo(1);
        assertThat(report.at("/skippedByCode/SILENCE").asInt()).isEqualTo(1);
        assertThat(report.at("/heard")).hasSize(5);
        assertThat(report.at("/interval/groups").asInt()).isEqualTo(3);
        assertThat(ImageIO.read(folder.resolve("confusion.png").toFile()).getWidth())
                .isEqualTo(1000);
    }

    @Test
    void shouldMeasureADataSetAsItIsDownloaded() throws Exception {
        write("archive/Data/genres_original/jazz/jazz.00000.wav", song(1));
        write("archive/Data/genres_original/pop/pop.00000.wav", song(2));
        write("archive/Data/genres_original/pop/broken.wav", new byte[0]);
        write("archive/Data/images_original/jazz/jazz00000.png", new byte[9]);
        write("archive/Data/features_3_sec.csv", new byte[9]);
        write("__MACOSX/archive/Data/genres_original/jazz/._jazz.00000.wav", new byte[9]);

        JsonNode report = json(folder);

        assertThat(report.at("/tracks").asInt()).isEqualTo(2);
        assertThat(report.at("/perClass/5/support").asInt()).as("jazz").isEqualTo(1);
        assertThat(report.at("/skipped")).hasSize(1);
        assertThat(report.at("/filesLeftOut").toString())
                .isEqualTo("{\"undecoded\":{},\"other\":{\"csv\":1,\"png\":1},\"hidden\":1}");
        assertThat(err.toString()).contains("labels: the folders of level 4 (jazz, pop)\n");
    }

    @Test
    void shouldMeasureOneFolderWhateverItsFilesAreCalled() throws Exception {
        write("one/jazz/take.05.wav", song(1));
        write("all/audio/jazz.00001.wav", song(1));
        write("all/audio/pop.00001.wav", song(2));

        assertThat(json(folder.resolve("one")).at("/perClass/5/support").asInt())
                .as("jazz")
                .isEqualTo(1);
        assertThat(json(folder.resolve("one/jazz"), "--label-level", "0")
                        .at("/perClass/5/support")
                        .asInt())
                .as("jazz")
                .isEqualTo(1);
        assertThat(json(folder.resolve("all")).at("/tracks").asInt()).isEqualTo(2);
    }

    @Test
    void shouldRefuseFoldersOfSeveralMeanings() throws Exception {
        write("jazz/Davis/one.wav", song(1));
        write("pop/Abba/one.wav", song(2));

        assertThat(evaluate(folder)).isEqualTo(1);
        assertThat(err.toString()).contains("LABELS_AMBIGUOUS", "level 1 (jazz, pop), level 2 (Abba, Davis)");
        assertThat(json(folder, "--label-level", "1").at("/tracks").asInt()).isEqualTo(2);
        assertThat(evaluate(folder, "--label-level", "3")).isEqualTo(1);
        assertThat(err.toString()).contains("LABEL_LEVEL");
    }

    @Test
    void shouldMeasureFilesNamedByTheirGenre() throws Exception {
        write("jazz.00001.wav", song(1));
        write("pop.00001.wav", song(2));

        assertThat(evaluate(folder)).isZero();

        assertThat(out.toString()).contains("2 tracks").contains("accuracy after     3 s");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80 || line.contains(folder.toString()));
        write("unnamed.wav", song(3));
        assertThat(evaluate(folder)).isEqualTo(1);
        assertThat(err.toString()).contains("DATASET_UNREADABLE").contains("unnamed.wav");
    }

    @Test
    void shouldMeasureFmaAndSkipItsBrokenClips() throws Exception {
        write("000/000002.wav", song(1));
        write("000/000003.wav", song(2));
        write("000/000005.wav", song(3));
        write("001/001486.mp3", new byte[0]);
        write("001/001487.wav", SynthesizedAudio.music(RATE, 1, 0.3, 1));
        write("001/001488.wav", song(4));
        write("001/001489.wav", song(5));
        write("001/001490.wav", song(5));
        Path map = Files.writeString(folder.resolve("map.txt"), "# FMA\nOld-Time / Historic=country\nExperimental =\n");
        Files.createDirectory(folder.resolve("fma_metadata"));
        Files.writeString(folder.resolve("fma_metadata/tracks.csv"), FMA_HEADING + """
                2,0,1,AWOL,training,small,Hip-Hop,Food
                3,0,1,AWOL,test,small,Hip-Hop,"Electric, ""Ave""
                two lines"
                5,0,7,Other,test,small,Old-Time / Historic,This World
                1486,0,8,Short,test,small,Rock,Nothing
                1487,0,8,Short,test,small,Rock,Little
                1488,0,8,Short,test,large,,No genre
                1489,0,8,Short,test,large,Experimental,Left out
                155320,0,9,Gone,test,large,Rock,Not in this part of the set
                """);

        JsonNode report = json(folder, "--split", "test", "--genres", map);

        assertThat(report.at("/tracks").asInt()).isEqualTo(2);
        assertThat(report.at("/leftOut").asInt()).isEqualTo(1);
        assertThat(report.at("/interval/groups").asInt()).isEqualTo(2);
        assertThat(report.at("/skippedByCode").toString())
                .isEqualTo("{\"EMPTY_INPUT\":1,\"TOO_SHORT\":1,\"UNLABELLED\":1}");
        assertThat(report.at("/skipped/0/file").asText()).endsWith("001488.wav");
        assertThat(err.toString()).contains("001486.mp3: EMPTY_INPUT");
        assertThat(json(folder, "--split", "train", "--genres", map)
                        .at("/tracks")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void shouldMeasureAPartOfFmaByTheTableBesideIt() throws Exception {
        write("fma_small/000/000002.wav", song(1));
        write("fma_small/000/000003.wav", song(2));
        write("fma_small/000/unnumbered.wav", song(3));
        write("gtzan/jazz/one.wav", song(4));
        Files.createDirectory(folder.resolve("fma_metadata"));
        Files.writeString(folder.resolve("fma_metadata/tracks.csv"), FMA_HEADING + """
                2,0,1,AWOL,training,small,Hip-Hop,Food
                3,0,1,AWOL,test,small,Rock,Electric Ave
                """);

        JsonNode report = json(folder.resolve("fma_small"));

        assertThat(report.at("/tracks").asInt()).isEqualTo(2);
        assertThat(report.at("/interval/groups").asInt()).isEqualTo(1);
        assertThat(report.at("/skippedByCode").toString()).isEqualTo("{\"UNLABELLED\":1}");
        assertThat(json(folder.resolve("gtzan")).at("/tracks").asInt())
                .as("not FMA's, though beside its table")
                .isEqualTo(1);
    }

    @Test
    void shouldListGenresThatTheModelDoesNotKnow() throws Exception {
        write("jazz/one.wav", song(1));
        write("Folk/one.wav", song(2));
        write("Folk/two.wav", song(3));

        assertThat(evaluate(folder)).isEqualTo(1);

        assertThat(err.toString()).contains("GENRE_UNKNOWN", "Folk: 2 tracks", "--genres", "blues, classical");
        Path map = Files.writeString(folder.resolve("map.txt"), "Folk=country and western\n");
        assertThat(evaluate(folder, "--genres", map)).isEqualTo(1);
        assertThat(err.toString()).contains("GENRE_MAP", "country and western");
    }

    @Test
    void shouldSayThatLabelsAreMissing() throws Exception {
        write("000/000002.wav", song(1));

        assertThat(evaluate(folder)).isEqualTo(1);
        assertThat(err.toString()).contains("DATASET_UNREADABLE", "no tracks.csv of FMA's");
        Files.writeString(folder.resolve("tracks.csv"), ",set,track\n,split,title\ntrack_id,,\n");
        assertThat(evaluate(folder)).isEqualTo(1);
        assertThat(err.toString()).contains("no column track, genre_top");
        assertThat(evaluate(folder.resolve("000"), "--split", "valid")).isEqualTo(1);
        assertThat(err.toString()).contains("no valid.npz");
        assertThat(evaluate(folder.resolve("nowhere"))).isEqualTo(1);
    }

    @Test
    void shouldRefuseTracksThatAreThereTwice() throws Exception {
        write("jazz.00001.wav", song(1));
        write("jazz.00001.flac", song(1));
        assertThat(evaluate(folder)).isEqualTo(1);
        assertThat(err.toString()).contains("DUPLICATE_TRACKS", "jazz.00001");

        Files.writeString(folder.resolve("tracks.csv"), FMA_HEADING + "2,0,1,A,test,s,Rock,T\n2,0,1,A,test,s,Pop,T\n");
        assertThat(evaluate(folder)).isEqualTo(1);
        assertThat(err.toString()).contains("DUPLICATE_TRACKS", "(2)");
    }

    @Test
    void shouldSayThatThereIsNothing() throws Exception {
        assertThat(evaluate(folder)).isEqualTo(1);
        assertThat(err.toString()).contains("NOTHING_MEASURED");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldMeasureFeaturesWithoutArtists() throws Exception {
        Path file = folder.resolve("features.npz");
        try (ArrayZip zip = new ArrayZip(file)) {
            zip.floats("log_mel_db", "2, 40, 96", new float[2 * FRAMES * BANDS]);
            zip.strings("track", "a", "b").strings("genre", "jazz", "rock");
        }

        JsonNode report = json(file);

        assertThat(report.at("/tracks").asInt()).isEqualTo(2);
        assertThat(report.at("/windows").asInt()).as("a whole window a track").isEqualTo(2);
    }

    @Test
    void shouldRefuseFeaturesThatDoNotFit() throws Exception {
        float[] values = new float[2 * FRAMES * BANDS];
        assertUnfit("no array log_mel_db", zip -> zip.strings("track", "a", "b").strings("genre", "jazz", "rock"));
        assertUnfit("no array genre", zip -> zip.strings("track", "a", "b").floats("log_mel_db", "2, 40, 96", values));
        assertUnfit("2 tracks, 1 genres", zip -> zip.strings("track", "a", "b").strings("genre", "jazz"));
        assertUnfit(
                "[2, 80, 48]",
                zip -> zip.strings("track", "a", "b")
                        .strings("genre", "jazz", "rock")
                        .floats("log_mel_db", "2, 80, 48", values));
        assertUnfit(
                "a window is 34 frames",
                zip -> zip.strings("track", "a", "b")
                        .strings("genre", "jazz", "rock")
                        .floats("log_mel_db", "2, 33, 96", values));
        assertUnfit(
                "ends before",
                zip -> zip.strings("track", "a", "b")
                        .strings("genre", "jazz", "rock")
                        .floats("log_mel_db", "2, 41, 96", values));
        assertUnfit("front end 0123456789abcdef", zip -> zip.strings("front_end_digest", "0123456789abcdef"));
        assertUnfit(
                "DUPLICATE_TRACKS",
                zip -> zip.strings("track", "a", "a")
                        .strings("genre", "jazz", "rock")
                        .floats("log_mel_db", "2, 40, 96", values));
        float[] holed = values.clone();
        holed[FRAMES * BANDS + 7] = Float.NaN; // of the second track
        assertUnfit(
                "track b",
                zip -> zip.strings("track", "a", "b")
                        .strings("genre", "jazz", "rock")
                        .floats("log_mel_db", "2, 40, 96", holed));
        Path text = Files.writeString(folder.resolve("text.npz"), "no arrays");
        assertThat(evaluate(text)).isEqualTo(1);
        assertThat(err.toString()).contains("FEATURES_UNFIT");
    }

    @Test
    void shouldRefuseAPictureOfAnotherFormat() throws Exception {
        write("jazz/one.wav", song(1));
        assertThat(evaluate(folder, "-o", "confusion.pdf")).isEqualTo(2);
        assertThat(err.toString()).contains(".png or .svg");
    }

    @FunctionalInterface
    private interface Content {
        ArrayZip write(ArrayZip zip) throws IOException;
    }

    private void assertUnfit(String words, Content content) throws IOException {
        Path file = folder.resolve("unfit.npz");
        try (ArrayZip zip = new ArrayZip(file)) {
            content.write(zip);
        }
        assertThat(evaluate(file)).isEqualTo(1);
        assertThat(err.toString()).contains(words).contains(words.startsWith("DUP") ? "" : "FEATURES_UNFIT");
        assertThat(out.toString()).isEmpty();
    }

    private JsonNode json(Object... arguments) throws IOException {
        Object[] line = Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray();
        assertThat(evaluate(line)).as(() -> err.toString()).isZero();
        return new JsonMapper().readTree(out.toString());
    }

    private int evaluate(Object... arguments) {
        List<String> line = new ArrayList<>(List.of("evaluate", "--jobs", "2", "--model"));
        line.add(MODELS.resolve("genre.onnx").toString());
        Stream.of(arguments).map(Object::toString).forEach(line::add);
        out = new StringWriter();
        err = new StringWriter();
        return Genrestream.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(line.toArray(String[]::new));
    }

    private static SynthesizedAudio song(int seed) {
        return SynthesizedAudio.music(RATE, 1, 5, seed);
    }

    private void write(String name, SynthesizedAudio audio) throws IOException {
        write(name, audio.wav(WavEncoding.PCM_16));
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
