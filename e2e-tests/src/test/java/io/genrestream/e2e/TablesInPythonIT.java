package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of features are what pandas and NumPy take them for. */
class TablesInPythonIT {
    private static final Path SCRIPT = Launcher.HOME.resolve("e2e-tests/src/test/python/read_tables.py");

    @TempDir
    private Path folder;

    @Test
    void shouldReadTheSameTableInEveryFormat() throws Exception {
        Optional<Path> interpreter = PythonEnvironment.withPackages();
        assumeTrue(interpreter.isPresent(), "no Python with venv and pip here");
        Path music = folder.resolve("music");
        for (String genre : List.of("jazz", "süß, \"odd\"")) {
            Path genres = Files.createDirectories(music.resolve(genre));
            Music.synthesised(genres, "a song", 5, 1);
            Music.synthesised(genres, "another", 0.3, 2);
        }
        List<String> command = new ArrayList<>(List.of(interpreter.get().toString(), SCRIPT.toString()));
        command.add(extract(music, "t.csv", "--per", "window"));
        command.add(extract(music, "t.parquet", "--per", "window"));
        command.add(extract(music, "t.npz", "--per", "window"));
        command.add(extract(music, "matrix.npz", "--per", "window", "--columns", "log_mel"));
        command.add(extract(music, "fma.csv", "--columns", "fma"));

        Process python = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(python.waitFor()).as(out).isZero();
        assertThat(out).contains("8 rows, 317 features, 8 windows, 4 tracks");
    }

    private String extract(Path music, String table, String... options) {
        String file = folder.resolve(table).toString();
        List<String> command = new ArrayList<>(List.of("extract", music.toString(), "-o", file));
        command.addAll(List.of(options));
        Launcher.Finished finished = Launcher.run(command);
        assertThat(finished.status()).as(finished.err()).isZero();
        assertThat(finished.out()).isEmpty();
        return file;
    }
}
