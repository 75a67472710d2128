package io.genrestream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class RunningPartsTest {
    @TempDir
    private Path directory;

    @Test
    void shouldFindAPartWhoseCommandLineIsLongerThanAPage() {
        StateDirectory state = new StateDirectory(directory);
        ChildProcess part = ChildProcess.start(
                "broker",
                List.of(
                        "sh",
                        "-c",
                        "sleep 60; exit 1",
                        RunningParts.PART_MARK + "broker",
                        RunningParts.STATE_MARK + state.root(),
                        "a".repeat(10_000)),
                directory.resolve("broker.log"));
        try {
            assertThat(RunningParts.of(state)).containsOnlyKeys("broker");
        } finally {
            part.stop(Duration.ofSeconds(10));
        }
    }
}
