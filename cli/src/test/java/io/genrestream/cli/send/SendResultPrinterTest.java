package io.genrestream.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.result.GenreResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class SendResultPrinterTest {
    private final StringWriter text = new StringWriter();

    @Test
    void shouldPrintOneObjectALineForPrograms() throws IOException {
        new SendResultPrinter(new PrintWriter(text), true, Ansi.OFF).print(jazz());

        JsonNode object = new ObjectMapper().readTree(text.toString());
        assertThat(text.toString()).hasLineCount(1);
        assertThat(object.path("final").asBoolean()).isTrue();
        assertThat(object.path("label").asText()).isEqualTo("jazz");
        assertThat(object.path("scores").path("blues").asDouble()).isEqualTo(0.2);
        assertThat(object.path("model").path("version").asText()).isEqualTo("1.0.0");
        assertThat(object.path("endReason").asText()).isEqualTo("TRUNCATED");
        assertThat(object.path("warnings").toString()).isEqualTo("[\"OUT_OF_PHASE\",\"TRUNCATED\"]");
    }

    @Test
    void shouldPrintTheRunnersUpForPeople() {
        new SendResultPrinter(new PrintWriter(text), false, Ansi.OFF).print(jazz());

        assertThat(text.toString()).contains("jazz", "70 %", "song.mp3", "then blues 20 %, rock 10 %");
    }

    @Test
    void shouldPrintCodeAndSentenceOfAFailure() throws IOException {
        new SendResultPrinter(new PrintWriter(text), true, Ansi.OFF)
                .print(SendResult.Failed.of("x.mp3", "x-1", "NOT_AUDIO", "It is text."));

        JsonNode object = new ObjectMapper().readTree(text.toString());
        assertThat(object.path("error").path("code").asText()).isEqualTo("NOT_AUDIO");
        assertThat(object.path("error").path("message").asText()).isEqualTo("It is text.");
        assertThat(object.has("final")).isFalse();
    }

    private static SendResult jazz() {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("jazz", 0.7);
        scores.put("blues", 0.2);
        scores.put("rock", 0.1);
        return new SendResult.Classified(
                "song.mp3",
                "song-1",
                true,
                "GENRE",
                null,
                "jazz",
                0.7,
                scores,
                30,
                19,
                new GenreResult.Model("genrestream-cnn", "1.0.0", "0123456789abcdef"),
                "TRUNCATED",
                List.of("OUT_OF_PHASE", "TRUNCATED"));
    }
}
