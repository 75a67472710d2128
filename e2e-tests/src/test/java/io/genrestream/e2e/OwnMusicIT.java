package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.genrestream.analysis.numpy.NpyArray;
import io.genrestream.analysis.numpy.NpzFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's walk from one's own music to a model that knows its genres, on music that is made up: in folders of genres
 * and as FMA has it, which is what is trained on.
 */
class OwnMusicIT {
    private static final double SECONDS = 8;
    private static final int TO_TRAIN = 10;
    private static final int HELD_OUT = 2;

    @TempDir
    private Path folder;

    @Test
    void shouldTellTheGenresOfOnesOwnMusicAfterTrainingOnIt() throws Exception {
        Optional<Path> python = PythonEnvironment.ofTheTrainingProject();
        assumeTrue(python.isPresent(), "no Python with PyTorch here");
        for (Style style : Style.values()) {
            int seed = 0;
            for (; seed < TO_TRAIN; seed++) {
                style.write(folder.resolve("genres"), SECONDS + seed % 3, seed);
            }
            for (; seed < TO_TRAIN + HELD_OUT; seed++) {
                style.write(folder.resolve("others"), SECONDS, seed);
            }
        }
        FmaLayout.copy(folder.resolve("genres"), folder.resolve("fma"));
        extract("genres", folder.resolve("mine.npz"));
        extract("fma/fma_small", folder.resolve("fma.npz"));
        assertThat(distinct("mine.npz", "genre")).containsExactly("batucada", "chiptune", "polka", "raga");
        assertThat(distinct("fma.npz", "genre")).containsExactly("", "batucada", "chiptune", "polka", "raga");
        assertThat(distinct("fma.npz", "artist")).hasSize(21).contains("artist 1", "artist 21");
        assertThat(windows("fma.npz")).startsWith(windows("mine.npz"));

        Path model = train(python.get(), folder.resolve("fma.npz"));

        String checked = run("model", "check", model.toString()).out();
        assertThat(checked).contains("It has 4 labels: batucada, chiptune, polka, raga.");
        List<JsonNode> heard = run(
                        "classify",
                        "--json",
                        "--model",
                        model.toString(),
                        folder.resolve("others").toString())
                .jsonLines();
        assertThat(heard)
                .hasSize(HELD_OUT * Style.values().length)
                .allSatisfy(track -> assertThat(
                                Path.of(track.path("file").asText()).getParent().getFileName())
                        .hasToString(track.path("label").asText()));
    }

    private void extract(String music, Path table) {
        run(
                "extract",
                folder.resolve(music).toString(),
                "-o",
                table.toString(),
                "--per",
                "window",
                "--columns",
                "log_mel");
    }

    private List<String> distinct(String table, String array) throws IOException {
        try (NpzFile arrays = new NpzFile(folder.resolve(table));
                NpyArray texts = arrays.open(array)) {
            return Stream.of(texts.nextStrings(texts.shape()[0]))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private float[] windows(String table) throws IOException {
        try (NpzFile arrays = new NpzFile(folder.resolve(table));
                NpyArray windows = arrays.open("log_mel_db")) {
            return windows.nextFloats(Arrays.stream(windows.shape()).reduce(1, Math::multiplyExact));
        }
    }

    private Path train(Path python, Path table) throws Exception {
        Path model = folder.resolve("mine.onnx");
        List<String> command = new ArrayList<>(List.of(python.toString(), "-m", "genretrain", "train"));
        command.addAll(List.of("--data", table.toString(), "--out", model.toString(), "--epochs", "12"));
        command.addAll(List.of("--runs", folder.resolve("runs").toString(), "--name", "mine"));
        Process training = new ProcessBuilder(command)
                .directory(Launcher.HOME.resolve("training").toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(training.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(training.waitFor()).as(out).isZero();
        assertThat(out).contains("1 of 41 tracks have no genre and are left out");
        return model;
    }

    private static Launcher.Finished run(String... arguments) {
        Launcher.Finished finished = Launcher.run(List.of(arguments));
        assertThat(finished.status()).as(finished.out() + finished.err()).isZero();
        return finished;
    }
}
