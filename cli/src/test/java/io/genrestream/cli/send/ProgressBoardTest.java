package io.genrestream.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ProgressBoardTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final SendResultPrinter results =
            new SendResultPrinter(new PrintWriter(Writer.nullWriter()), false, Ansi.OFF);

    @Test
    void shouldDrawNoMoreLinesThanASmallTerminalHas() {
        ProgressBoard board = board(true);

        for (int i = 0; i < 40; i++) {
            board.start("/music/song " + i + ".mp3", 1000);
        }

        String last = drawn().substring(drawn().lastIndexOf("\u001b[J"));
        assertThat(last.lines()).hasSize(13);
        assertThat(last).contains("song 0.mp3").endsWith("and 28 more\n");
    }

    @Test
    void shouldDrawOverWhatItDrew() {
        ProgressBoard board = board(true);

        board.start("/music/one.mp3", 1000);
        board.start("/music/two.mp3", 1000);
        board.finish(SendResult.Failed.of("/music/one.mp3", "one", "NO_RESULT", ""));

        assertThat(drawn()).contains("\u001b[1A\u001b[J", "\u001b[2A\u001b[J");
        assertThat(drawn().substring(drawn().lastIndexOf("\u001b[J")))
                .contains("two.mp3")
                .doesNotContain("one.mp3");
    }

    @Test
    void shouldDrawNothingWhereNobodyWatches() {
        ProgressBoard board = board(false);

        board.start("/music/one.mp3", 1000);
        board.sent("/music/one.mp3", 1000);

        assertThat(drawn()).isEmpty();
    }

    private ProgressBoard board(boolean visible) {
        return new ProgressBoard(new PrintStream(terminal, true, StandardCharsets.UTF_8), visible, results);
    }

    private String drawn() {
        return terminal.toString(StandardCharsets.UTF_8);
    }
}
