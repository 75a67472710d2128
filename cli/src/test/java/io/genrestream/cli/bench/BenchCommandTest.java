package io.genrestream.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.cli.Genrestream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchCommandTest {
    private static final int WRONG_ARGUMENTS = CommandLine.ExitCode.USAGE;

    @TempDir
    Path state;

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bench | name the music",
                "bench --live 5 | name the music",
                "bench --on-air song.mp3 | --on-air plays no music of yours",
                "bench --on-air --live 5 | exclude each other",
                "bench --offline --live 5 song.mp3 | --offline does not go with --live",
                "bench --live 0 song.mp3 | --live must be from 1 to 10000, not 0",
                "bench --live 10001 song.mp3 | --live must be from 1 to 10000",
                "bench --live 5 --chunk 19ms song.mp3 | --chunk must be from 20ms to 10s",
                "bench --live 5 --chunk 11s song.mp3 | --chunk must be from 20ms to 10s",
                "bench --live 5 --for 0s song.mp3 | --for must be 1s or more",
                "bench --python python3 song.mp3 | --python goes with --offline and one folder"
            })
    void shouldSayWhatIsWrongWithTheArguments(String command, String complaint) {
        assertThat(run(command.split(" "))).isEqualTo(WRONG_ARGUMENTS);
        assertThat(err.toString()).contains(complaint);
    }

    @Test
    void shouldSayThatNothingRuns() {
        assertThat(run("bench", "--on-air", "--state", state.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("NOT_RUNNING");
    }

    private int run(String... arguments) {
        return Genrestream.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
