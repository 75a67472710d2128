package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.genrestream.event.GenrePrediction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code send} as a collector uses it. */
@ExtendWith(RunningSystem.Extension.class)
class SendIT {
    @TempDir
    private Path folder;

    @Test
    void shouldGiveOneFinalResultForEachTrackOfAFolder(RunningSystem system) throws Exception {
        try (PredictionLog log = new PredictionLog(system.connection())) {
            String[] files =
                    Music.tracks(12, folder).stream().map(Path::toString).toArray(String[]::new);

            Launcher.Finished send = system.run("send", prepend("--json", files));

            assertThat(send.status()).as(send.err()).isZero();
            List<JsonNode> results = send.jsonLines();
            assertThat(results).hasSize(12).allSatisfy(result -> {
                assertThat(result.path("final").asBoolean()).isTrue();
                assertThat(result.path("seconds").asDouble()).isBetween(29.0, 31.0);
                assertThat(sum(result.path("scores"))).isBetween(0.99, 1.01);
                assertThat(result.path("model").path("name").asText()).isNotEmpty();
                List<GenrePrediction> windows =
                        log.predictions(result.path("streamId").asText());
                assertThat(windows).isNotEmpty();
                assertThat(windows)
                        .extracting(GenrePrediction::getWindowIndex)
                        .containsExactlyElementsOf(range(windows.size()));
                assertThat(result.path("windows").asInt()).isLessThanOrEqualTo(windows.size());
            });
        }
    }

    @Test
    void shouldSendOddNamesAndReportWhatFailedBesideWhatDidNot(RunningSystem system) throws IOException {
        Path music = Files.createDirectory(folder.resolve("it's \"mine\" $(touch pwned) ünï—曲"));
        Path good = Music.synthesised(music, "sông `x` & y", 5, 1);
        Path text = Files.writeString(music.resolve("not music.mp3"), "These are words, not sound.\n".repeat(50));
        Path playlist = Files.writeString(music.resolve("list.mp3"), "#EXTM3U\n/etc/passwd\nfile:///etc/hostname\n");

        Launcher.Finished send = system.run("send", "--json", music.toString());

        assertThat(send.status()).isEqualTo(1);
        assertThat(send.jsonLines())
                .filteredOn(line -> line.path("file").asText().equals(good.toString()))
                .singleElement()
                .satisfies(line -> assertThat(line.path("seconds").asDouble()).isBetween(4.9, 5.1));
        assertThat(send.jsonLines())
                .filteredOn(line -> !line.path("file").asText().equals(good.toString()))
                .extracting(line -> line.path("file").asText())
                .containsExactlyInAnyOrder(text.toString(), playlist.toString());
        assertThat(send.jsonLines())
                .filteredOn(line -> line.has("error"))
                .hasSize(2)
                .allSatisfy(line -> {
                    assertThat(line.path("error").path("code").asText()).matches("[A-Z_]+");
                    assertThat(line.path("error").path("message").asText()).isNotBlank();
                });
        assertThat(Path.of("pwned")).doesNotExist();
    }

    @Test
    void shouldWatchFinalResultsFromTheBeginning(RunningSystem system) throws Exception {
        Path file = Music.synthesised(folder, "watched", 4, 7);
        String streamId = system.run("send", "--json", file.toString())
                .json()
                .path("streamId")
                .asText();

        Process watch = new ProcessBuilder(
                        Launcher.HOME.resolve("genrestream").toString(),
                        "watch",
                        "--state",
                        system.state().root().toString(),
                        "--json",
                        "--from-beginning",
                        "--final")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = watch.inputReader()) {
            assertThat(lines.lines().anyMatch(line -> line.contains(streamId) && line.contains("\"final\":true")))
                    .isTrue();
        } finally {
            watch.destroy();
            watch.waitFor();
        }
    }

    private static double sum(JsonNode scores) {
        double sum = 0;
        for (JsonNode score : scores) {
            sum += score.asDouble();
        }
        return sum;
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static String[] prepend(String first, String[] rest) {
        return Stream.concat(Stream.of(first), Arrays.stream(rest)).toArray(String[]::new);
    }
}
