package io.genrestream.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.cli.Genrestream;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.scoring.Activation;
import io.genrestream.scoring.Calibration;
import io.genrestream.scoring.ModelFile;
import io.genrestream.scoring.ModelPacking;
import io.genrestream.scoring.PackedMetadata;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On the shipped model, as on anybody's. */
class ModelCommandTest {
    private static final Path SHIPPED = Path.of("..", "models", "genre.onnx");

    private static final Path MODELS = Path.of("..", "scoring", "src", "test", "resources", "models");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldSayThatTheShippedModelFits() {
        assertThat(run("check", SHIPPED.toString())).isZero();
        assertThat(out.toString().lines()).isNotEmpty().allMatch(line -> line.startsWith("fits"));
    }

    @Test
    void shouldSayWhatDoesNotFitWhereAnotherFrontEndIsInUse() {

        assertThat(run("check", SHIPPED.toString(), "--spec", "hop=512")).isOne();
        assertThat(out.toString()).contains("does not", "hop=1920 (model) against hop=512 (in use)");
    }

    @Test
    void shouldSayWhetherMusicIsDecodedToTheModelsRate() throws Exception {
        assertThat(run("check", modelOf(44_100).toString())).isZero();
        assertThat(out.toString()).contains("decoded to its sample rate, 44100 Hz");
        assertThat(run("check", modelOf(200_000).toString())).isOne();
        assertThat(out.toString()).contains("does not Audio is not decoded", "(200000 Hz)", "4,000 to 192,000 Hz");
    }

    private Path modelOf(int rate) throws Exception {
        FrontEndSpec frontEnd =
                FrontEndSpec.parse(FrontEndSpec.SHIPPED.canonical().replace("rate=22050", "rate=" + rate));
        PackedMetadata metadata = new PackedMetadata(
                "rated", "1", frontEnd, List.of("a", "b", "c"), Activation.SOFTMAX, new Calibration(1, 0), List.of());
        return Files.write(
                folder.resolve(rate + ".onnx"),
                ModelPacking.pack(ModelFile.map(MODELS.resolve("tiny.onnx")), metadata));
    }

    @Test
    void shouldPackUnderOtherLabels() {
        Path packed = folder.resolve("my model.onnx");

        int status = run("pack", SHIPPED.toString(), "-o", packed.toString(), "--labels", "a,b,c,d,e,f,g,h,i,j");

        assertThat(status).isZero();
        assertThat(run("check", packed.toString())).isZero();
        assertThat(out.toString()).contains("It is genre 1.0.0.", "It has 10 labels: a, b, c, d, e, f, g, h, i, j.");
    }

    @Test
    void shouldPackAModelOfATablesColumns() {
        Path packed = folder.resolve("packed.onnx");

        int status = run(
                "pack",
                MODELS.resolve("tiny-aggregate.onnx").toString(),
                "-o",
                packed.toString(),
                "--labels",
                "a,b,c",
                "--columns",
                "mfcc_0,rms.mean");

        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        assertThat(run("check", packed.toString())).isZero();
    }

    @Test
    void shouldRefuseColumnsThatAWindowHasNot() {
        String model = MODELS.resolve("tiny-aggregate.onnx").toString();
        String packed = folder.resolve("packed.onnx").toString();

        assertThat(run("pack", model, "-o", packed, "--labels", "a,b,c", "--columns", "tempo"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no column or group 'tempo' --per window");
        assertThat(run("pack", model, "-o", packed, "--labels", "a,b,c")).isOne();
        assertThat(err.toString()).contains("MODEL_SHAPE", "[-1, 8]", "[-1, 317]");
    }

    @Test
    void shouldCallSeveralGenresUnknownWhereNoneIsLikelierThanNot() {
        Path packed = folder.resolve("packed.onnx");
        String model = MODELS.resolve("tiny-sigmoid.onnx").toString();

        assertThat(run("pack", model, "-o", packed.toString(), "--labels", "a,b,c", "--activation", "sigmoid"))
                .isZero();
        run("check", packed.toString());
        assertThat(out.toString()).contains("scores are those of a sigmoid", "A confidence under 0.5");
    }

    @Test
    void shouldLeaveNoFileWhereTheModelDoesNotFit() {
        Path packed = folder.resolve("packed.onnx");

        assertThat(run("pack", SHIPPED.toString(), "-o", packed.toString(), "--labels", "one,two"))
                .isOne();
        assertThat(err.toString()).contains("MODEL_LABELS", "10 scores for its 2 labels");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldSayThatThePackedModelCannotBeWrittenThere() throws Exception {
        Path served = Files.createDirectory(folder.resolve("served"));
        Files.createFile(served.resolve("older.onnx"));

        for (Path packed : List.of(served, folder.resolve("no/where.onnx"))) {
            assertThat(run("pack", SHIPPED.toString(), "-o", packed.toString(), "--labels", "a,b,c,d,e,f,g,h,i,j"))
                    .isOne();
            assertThat(err.toString())
                    .startsWith("OUTPUT_UNWRITABLE: ")
                    .contains(packed.getParent().toString());
            err.getBuffer().setLength(0);
        }

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(served);
        }
    }

    @Test
    void shouldNameWhatIsNotThere() {
        assertThat(run("check", folder.resolve("none.onnx").toString())).isOne();
        assertThat(err.toString()).contains("MODEL_MISSING", "none.onnx");
        assertThat(Files.exists(folder.resolve("none.onnx"))).isFalse();
    }

    private int run(String... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = "model";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        CommandLine command = Genrestream.commandLine();
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }
}
