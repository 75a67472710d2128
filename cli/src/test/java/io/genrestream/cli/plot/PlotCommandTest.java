package io.genrestream.cli.plot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import picocli.CommandLine;

@Tag("processes")
@ExtendWith(ShippedModels.class)
class PlotCommandTest {
    private static final int RATE = 22_050;
    private static final int COLOURS = 20;
    private static final int OTHER_THAN_WHITE = 5_000;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "waveform, 600",
        "spectrogram, 600",
        "mfcc, 600",
        "chroma, 600",
        "tempogram, 600",
        "novelty, 600",
        "timeline, 600",
        "sheet, 2240"
    })
    void shouldDrawEveryKind(String kind, int height) throws Exception {
        Path picture = folder.resolve(kind + ".png");

        assertThat(plot(music(12), picture, "--kind", kind)).as(err::toString).isZero();

        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isEqualTo(1200);
        assertThat(image.getHeight()).isEqualTo(height);
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        assertThat(Arrays.stream(pixels).distinct().count()).isGreaterThan(COLOURS);
        assertThat(Arrays.stream(pixels).filter(pixel -> pixel != 0xFFFFFFFF).count())
                .isGreaterThan(OTHER_THAN_WHITE);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear", "log", "mel"})
    void shouldDrawSpectrogramsAsWellFormedSvg(String axis) throws Exception {
        Path picture = folder.resolve("picture.SVG");
        Path oddlyNamed = Files.move(music(3), folder.resolve("a & <b> \u0001 \uD83C\uDFB5.wav"));

        assertThat(plot(oddlyNamed, picture, "--kind", "spectrogram", "--axis", axis))
                .as(err::toString)
                .isZero();

        Element svg = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(picture.toFile())
                .getDocumentElement();
        assertThat(svg.getLocalName()).isEqualTo("svg");
        assertThat(svg.getAttribute("width")).isEqualTo("1200");
        assertThat(svg.getElementsByTagName("image").getLength()).isEqualTo(1);
        assertThat(svg.getElementsByTagName("text").getLength()).isGreaterThan(10);
        assertThat(Files.readString(picture)).doesNotContain("<!DOCTYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"waveform", "spectrogram", "mfcc", "chroma", "tempogram", "novelty", "timeline"})
    void shouldDrawSilence(String kind) throws Exception {
        Path silence = folder.resolve("silence.wav");
        Files.write(silence, SynthesizedAudio.silence(RATE, 1, 5).wav(WavEncoding.PCM_16));
        Path picture = folder.resolve("silence.png");

        int code = plot(silence, picture, "--kind", kind);

        if (kind.equals("timeline")) {
            assertThat(code).isEqualTo(1);
            assertThat(err.toString()).startsWith("NOTHING_TO_DRAW: ");
            assertThat(picture).doesNotExist();
        } else {
            assertThat(code).as(err::toString).isZero();
        }
    }

    @Test
    void shouldDrawTheSameAgain() throws Exception {
        Path music = music(4);
        plot(music, folder.resolve("one.png"), "--kind", "mfcc", "--offset", "1s", "--duration", "2s");
        plot(music, folder.resolve("other.png"), "--kind", "mfcc", "--offset", "1s", "--duration", "2s");

        assertThat(folder.resolve("one.png")).hasSameBinaryContentAs(folder.resolve("other.png"));
    }

    @Test
    void shouldSayWhatIsWrongWithTheMusic() throws Exception {
        Path text = Files.writeString(folder.resolve("text.mp3"), "no music\n".repeat(300), UTF_8);
        Path empty = Files.createFile(folder.resolve("empty.mp3"));

        assertThat(failure(text)).startsWith("NOT_AUDIO: ");
        assertThat(failure(empty)).startsWith("EMPTY_INPUT: ");
        assertThat(failure(folder.resolve("gone.mp3"))).startsWith("FILE_MISSING: ");
        assertThat(failure(music(3), "--offset", "5s")).startsWith("EXCERPT_BEYOND_END: ");
        assertThat(failure(music(3), "--offset", "2.99s")).startsWith("NOTHING_TO_DRAW: ");
    }

    @Test
    void shouldSayWhatIsWrongWithTheCommand() throws Exception {
        Path music = music(1);
        assertThat(plot(music, folder.resolve("picture.gif"))).isEqualTo(2);
        assertThat(err.toString()).contains(".png or .svg");
        assertThat(plot(music, folder.resolve("picture.png"), "--kind", "portrait"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("portrait").contains("spectrogram");
        assertThat(plot(music, folder.resolve("picture.png"), "--kind", "mfcc", "--axis", "log"))
                .isEqualTo(2);
        assertThat(folder.resolve("picture.png")).doesNotExist();
    }

    @Test
    void shouldLeaveNoHalfPicture() throws Exception {
        Path nowhere = folder.resolve("no such folder/picture.png");
        assertThat(plot(music(2), nowhere, "--kind", "chroma")).isEqualTo(1);
        assertThat(err.toString()).startsWith("PICTURE_UNWRITABLE: ");

        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no disk that is always full");
        Path link = Files.createSymbolicLink(folder.resolve("full.png"), full);
        err.getBuffer().setLength(0);
        assertThat(plot(music(2), link, "--kind", "chroma")).isEqualTo(1);
        assertThat(err.toString()).startsWith("PICTURE_UNWRITABLE: ");
        assertThat(names()).containsExactly("full.png", "music.wav");
    }

    private String failure(Path music, String... options) throws IOException {
        Path picture = Files.writeString(folder.resolve("picture.png"), "what was there");
        err.getBuffer().setLength(0);

        assertThat(plot(music, picture, options)).isEqualTo(1);
        assertThat(picture).hasContent("what was there");
        return err.toString();
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private int plot(Path music, Path picture, String... options) {
        List<String> arguments = new ArrayList<>(List.of("plot", music.toString(), "-o", picture.toString()));
        arguments.addAll(List.of(options));
        CommandLine command = Genrestream.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments.toArray(String[]::new));
    }

    private Path music(int seconds) throws IOException {
        byte[] wav = SynthesizedAudio.music(RATE, 1, seconds, 7).wav(WavEncoding.PCM_16);
        return Files.write(folder.resolve("music.wav"), wav);
    }
}
