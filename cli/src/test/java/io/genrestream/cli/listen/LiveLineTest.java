package io.genrestream.cli.listen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.event.TrackGenre;
import io.genrestream.event.Verdict;
import io.genrestream.result.GenreResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveLineTest {
    private final StringWriter out = new StringWriter();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void shouldKeepALineForEachChangeOfTheGenreAndForTheEnd() {
        LiveLine line = line(false, false);
        line.show(result(3, "jazz", false));
        line.show(result(6, "jazz", false));
        line.show(result(9, "blues", false));
        line.show(result(12, null, false));
        line.show(result(72, null, true));

        assertThat(out.toString().lines())
                .containsExactly(
                        "   0:03  jazz          70 %  (then blues 20 %, rock 10 %)",
                        "   0:09  blues         70 %  (then jazz 70 %, rock 10 %)",
                        "   0:12  unknown       70 %  (then jazz 70 %, blues 20 %)",
                        "   1:12  unknown       70 %  (then jazz 70 %, blues 20 %)");
        assertThat(screen.size()).isZero();
    }

    @Test
    void shouldDrawTheMomentOverOnATerminalAndLeaveNothingOfIt() {
        LiveLine line = line(false, true);
        line.show(result(3, "jazz", false));
        line.show(result(6, "jazz", true));

        assertThat(screen.toString(UTF_8))
                .isEqualTo("\r\u001b[K" + "█".repeat(14) + "░".repeat(6)
                        + "    0:03  jazz          70 %  (then blues 20 %, rock 10 %)\r\u001b[K");
    }

    @Test
    void shouldPrintAnObjectForEachResult() throws Exception {
        LiveLine line = line(true, false);
        line.show(result(3, "jazz", false));
        line.show(result(6, "jazz", true));

        assertThat(out.toString()).hasLineCount(2);
        assertThat(new ObjectMapper()
                        .readTree(out.toString().lines().toList().getLast())
                        .path("final")
                        .asBoolean())
                .isTrue();
    }

    private LiveLine line(boolean json, boolean drawn) {
        return new LiveLine(new PrintWriter(out), new PrintStream(screen, true, UTF_8), json, drawn);
    }

    private static GenreResult result(double seconds, String label, boolean last) {
        return GenreResult.of(TrackGenre.newBuilder()
                .setStreamId("kitchen")
                .setSeconds(seconds)
                .setVerdict(label == null ? Verdict.UNKNOWN : Verdict.GENRE)
                .setLabel(label)
                .setConfidence(0.7f)
                .setScores(Map.of("jazz", 0.7f, "blues", 0.2f, "rock", 0.1f))
                .setFinal$(last)
                .build());
    }
}
