package io.genrestream.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.cli.Genrestream;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On computed music, which the model does not know: how much of it is found is not asked. */
@Tag("processes")
class EvaluateChangesCommandTest {
    private static final int RATE = 22_050;
    private static final Path MODEL = Path.of("..", "models", "genre.onnx").toAbsolutePath();

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldMeasurePiecesAndSongsInEachOrderAndSkipWhatIsShort() throws IOException {
        write("jazz.00001.wav", SynthesizedAudio.music(RATE, 1, 31, 1));
        write("jazz.00002.wav", SynthesizedAudio.music(RATE, 1, 21, 2));
        write("pop.00001.wav", SynthesizedAudio.music(RATE, 1, 31, 3));
        write("pop.00002.wav", SynthesizedAudio.music(RATE, 1, 19, 4));

        assertThat(evaluate()).as(err::toString).isZero();

        List<String> rows = out.toString()
                .lines()
                .filter(line -> line.matches("(pieces|songs) .*"))
                .toList();
        assertThat(rows).hasSize(8).allMatch(row -> row.length() <= 80);
        assertThat(rows.subList(0, 4)).allMatch(row -> row.matches("pieces .* [025] s +2 .*"));
        assertThat(rows.getLast()).matches("songs +one genre +2 s +2 +\\d+ .*");
        assertThat(out.toString()).contains("3 files");
        assertThat(err.toString()).contains("pop.00002.wav: shorter than 20 s");
    }

    @Test
    void shouldRefuseWhatCannotBePlayedInARow() throws IOException {
        write("jazz.00001.wav", SynthesizedAudio.music(RATE, 1, 21, 1));
        write("jazz.00002.wav", SynthesizedAudio.music(RATE, 1, 3, 1));

        assertThat(evaluate()).isEqualTo(1);
        assertThat(err.toString()).contains("NOTHING_MEASURED");
    }

    private int evaluate() {
        return Genrestream.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("evaluate-changes", "--jobs", "1", "--model", MODEL.toString(), folder.toString());
    }

    private void write(String name, SynthesizedAudio audio) throws IOException {
        Files.write(folder.resolve(name), audio.wav(WavEncoding.PCM_16));
    }
}
