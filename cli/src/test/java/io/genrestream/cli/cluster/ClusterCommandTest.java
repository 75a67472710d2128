package io.genrestream.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.cli.Genrestream;
import io.genrestream.cli.ShippedModels;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Tag("processes")
@ExtendWith(ShippedModels.class)
class ClusterCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RATE = 22_050;
    private static final int SECONDS = 4;

    @TempDir
    private Path folder;

    private Path library;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Four pieces of music, and four of one tone each. */
    @BeforeEach
    void fillTheLibrary() throws IOException {
        library = folder.resolve("library");
        for (int i = 0; i < 4; i++) {
            write("music/song." + i + ".wav", SynthesizedAudio.music(RATE, 1, SECONDS, 3 + i));
            write("tone/note." + i + ".wav", trembling(300 + 20 * i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedding", "features"})
    void shouldFindTheGroupsThatTheFoldersAre(String basis) throws Exception {
        assertThat(cluster("--json", "--groups", "2", "--by", basis))
                .as(err::toString)
                .isZero();

        JsonNode map = JSON.readTree(out.toString());
        assertThat(map.get("by").textValue()).isEqualTo(basis);
        assertThat(map.get("labels").textValue()).isEqualTo("folder");
        assertThat(map.get("groups").intValue()).isEqualTo(2);
        assertThat(map.get("nmi").doubleValue()).isEqualTo(1);
        assertThat(map.get("ari").doubleValue()).isEqualTo(1);
        assertThat(map.get("tracks")).hasSize(8);
        assertThat(map.get("tracks").get(0).get("label").textValue()).isEqualTo("music");
    }

    @Test
    void shouldPrintTheSameAgainWhateverTheJobs() {
        cluster("--json", "--jobs", "1");
        String once = out.toString();
        out.getBuffer().setLength(0);
        cluster("--json", "--jobs", "3");

        assertThat(out.toString()).isEqualTo(once);
    }

    @Test
    void shouldListTheGroupsForPeople() {
        assertThat(cluster("--labels", "name")).isZero();

        assertThat(out.toString()).contains("group 1: ", " song", " note", "NMI", "8 tracks in ");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldDrawTheMap() throws Exception {
        Path png = folder.resolve("map.png");
        Path svg = folder.resolve("map.svg");
        Path html = folder.resolve("map.html");

        assertThat(cluster("-o", png.toString(), "-o", svg.toString(), "-o", html.toString()))
                .as(err::toString)
                .isZero();

        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo(1200);
        assertThat(image.getHeight()).isEqualTo(600);
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(10);
        DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().parse(svg.toFile());
        assertThat(html).content().contains("\"summary\":\"8 tracks in ").doesNotContain("src=", "href=", "\"DATA\"");
    }

    @Test
    void shouldLetNoNameEndThePagesScript() throws Exception {
        write("tone/<script>alert(1)<!--.wav", trembling(500));
        Path html = folder.resolve("map.html");

        assertThat(cluster("-o", html.toString())).as(err::toString).isZero();

        assertThat(html).content().doesNotContain("<script>alert", "<!--").contains("\\u003cscript>alert(1)");
    }

    @Test
    void shouldGroupTheRestWhereSomeFail() throws Exception {
        Files.writeString(library.resolve("music/text.mp3"), "no music\n".repeat(300), UTF_8);
        write("music/silence.wav", SynthesizedAudio.silence(RATE, 1, SECONDS));

        assertThat(cluster("--json")).isEqualTo(1);

        assertThat(err.toString()).contains("NOT_AUDIO: ", "SILENCE: ");
        JsonNode map = JSON.readTree(out.toString());
        assertThat(map.get("tracks")).hasSize(8);
        assertThat(map.get("failed"))
                .extracting(one -> one.get("code").textValue())
                .containsExactly("SILENCE", "NOT_AUDIO");
    }

    @Test
    void shouldTakeNoLabelsOfFoldersOfSeveralMeanings() throws Exception {
        write("tone/deep/note.wav", trembling(500));
        write("tone/high/note.wav", trembling(600));
        Files.createDirectories(library.resolve("music/live"));
        for (Path song : List.of(library.resolve("music"), library.resolve("tone"))) {
            for (int i = 0; i < 4; i++) {
                String name = (song.endsWith("music") ? "song." : "note.") + i + ".wav";
                Files.move(
                        song.resolve(name),
                        song.resolve(song.endsWith("music") ? "live" : "high").resolve(name));
            }
        }

        assertThat(cluster("--json")).isZero();
        assertThat(JSON.readTree(out.toString()).get("labels").textValue()).isEqualTo("none");
        assertThat(cluster("--labels", "folder")).isEqualTo(1);
        assertThat(err.toString()).contains("LABELS_AMBIGUOUS", "level 1 (music, tone)");
        out.getBuffer().setLength(0);
        assertThat(cluster("--json", "--label-level", "1")).isZero();
        assertThat(JSON.readTree(out.toString()).at("/tracks/0/label").textValue())
                .isEqualTo("music");
    }

    @Test
    void shouldSayWhatIsWrong() throws Exception {
        assertThat(cluster("--groups", "9")).isEqualTo(1);
        assertThat(err.toString()).startsWith("TOO_FEW_TRACKS: ");
        assertThat(cluster("--groups", "1")).isEqualTo(2);
        assertThat(cluster("--by", "taste")).isEqualTo(2);
        assertThat(cluster("-o", "map.gif")).isEqualTo(2);
        err.getBuffer().setLength(0);
        assertThat(cluster("-o", folder.resolve("nowhere/map.html").toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith("PICTURE_UNWRITABLE: ");
        err.getBuffer().setLength(0);
        library = Files.createDirectory(folder.resolve("empty"));
        assertThat(cluster()).isEqualTo(1);
        assertThat(err.toString()).startsWith("NO_MUSIC: ");
    }

    private int cluster(String... options) {
        List<String> arguments = new ArrayList<>(List.of("cluster", library.toString(), "-q"));
        arguments.addAll(List.of(options));
        CommandLine command = Genrestream.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments.toArray(String[]::new));
    }

    /** A tone that is louder and softer twice a second; a steady one would be no music, and one that comes and goes talk. */
    private static SynthesizedAudio trembling(double hertz) {
        SynthesizedAudio tone = SynthesizedAudio.tone(RATE, hertz, 0.4, SECONDS);
        float[] samples = tone.channels()[0];
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= i % (RATE / 2) < RATE / 4 ? 1 : 0.4f;
        }
        return tone;
    }

    private void write(String name, SynthesizedAudio audio) throws IOException {
        Path file = library.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, audio.wav(WavEncoding.PCM_16));
    }
}
