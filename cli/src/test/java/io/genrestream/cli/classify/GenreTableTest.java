package io.genrestream.cli.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.result.GenreResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class GenreTableTest {
    private static final RowSource ANY = new RowSource(1, "", 0, null, "");
    private final GenreTable fitted = new GenreTable(true, Ansi.OFF);
    private final GenreTable plain = new GenreTable(false, Ansi.OFF);

    @Test
    void shouldFitATerminal() {
        String line =
                fitted.line(jazz("/home/someone/Music/an artist/an album/01 a very long name.mp3", "Blues Rock"), ANY);

        assertThat(fitted.header()).hasSizeLessThanOrEqualTo(80);
        assertThat(line).hasSizeLessThanOrEqualTo(80).contains("a very long name.mp3", "jazz", "70%", "Blues R");
    }

    @Test
    void shouldCutNothingForPrograms() {
        String line = plain.line(jazz("/music/01 a very long name of a song.mp3", "Blues Rock"), ANY);

        assertThat(line.split("\t"))
                .containsExactly(
                        "/music/01 a very long name of a song.mp3",
                        "jazz",
                        "70%",
                        "blues 20%, rock 10%",
                        "Blues Rock",
                        "0:03 jazz, 1:05 ?",
                        "TRUNCATED; OUT_OF_PHASE");
    }

    @Test
    void shouldLetNoNameOrTagMoveTheCursor() {
        assertThat(plain.line(jazz("a\u001b[2Jb\nc.mp3", "\u009b31mRed"), ANY))
                .doesNotContainPattern("[\u001b\u009b\n]");
    }

    @Test
    void shouldTellTheCodeOfAFailure() {
        Classification failed =
                new Classification.Failed("song.mp3", new Classification.Failed.Error("NOT_AUDIO", "It is no audio."));

        assertThat(plain.line(failed, ANY)).isEqualTo("song.mp3\tfailed\tNOT_AUDIO: It is no audio.");
    }

    private static Classification jazz(String file, String tag) {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("jazz", 0.7);
        scores.put("blues", 0.2);
        scores.put("rock", 0.1);
        return new Classification.Genre(
                file,
                null,
                true,
                "GENRE",
                null,
                "jazz",
                0.7,
                scores,
                70,
                45,
                new GenreResult.Model("model", "1", "0123456789abcdef"),
                tag,
                List.of(new GenreResult.Change(3, "jazz", 0.5), new GenreResult.Change(65.3, null, 0.2)),
                "TRUNCATED",
                List.of("TRUNCATED", "OUT_OF_PHASE"));
    }
}
