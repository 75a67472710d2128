package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no Kafka, beside the system that does. */
@ExtendWith(RunningSystem.Extension.class)
class OfflineIT {
    private static final double TOLERANCE = 1e-4;

    @TempDir
    private Path folder;

    @Test
    void shouldClassifyEveryRealTrackAsTheServicesDo(RunningSystem system) {
        assumeTrue(Music.realTracks().isPresent(), "the labelled music is not here");
        String music = Music.realTracks().get().toString();

        Map<String, JsonNode> streamed = byFile(system.run("send", "--json", music));
        Map<String, JsonNode> offline = byFile(Launcher.run(List.of("classify", "--json", music)));

        assertThat(offline).hasSizeGreaterThan(80).hasSameSizeAs(streamed);
        offline.forEach((file, result) -> {
            assertThat(result.path("label"))
                    .as(file)
                    .isEqualTo(streamed.get(file).path("label"));
            assertThat(result.path("windows"))
                    .as(file)
                    .isEqualTo(streamed.get(file).path("windows"));
            result.path("scores")
                    .properties()
                    .forEach(score -> assertThat(score.getValue().asDouble())
                            .as(file)
                            .isCloseTo(
                                    streamed.get(file)
                                            .path("scores")
                                            .path(score.getKey())
                                            .asDouble(),
                                    within(TOLERANCE)));
        });
    }

    @Test
    void shouldMeasureTheCommandsThatNeedNoKafka() {
        for (int i = 0; i < 4; i++) {
            Music.synthesised(folder, "track " + i, 4, i);
        }

        Launcher.Finished bench = Launcher.run(List.of("bench", "--offline", folder.toString()));

        assertThat(bench.status()).as(bench.err()).isZero();
        assertThat(bench.out()).contains("16 s of audio", "| classify", "| extract --columns fma");
    }

    private static Map<String, JsonNode> byFile(Launcher.Finished command) {
        assertThat(command.status()).as(command.err()).isZero();
        return command.jsonLines().stream()
                .collect(Collectors.toMap(line -> line.path("file").asText(), Function.identity()));
    }
}
