package io.genrestream.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.embedded.ChildProcess;
import io.genrestream.embedded.RunningParts;
import io.genrestream.embedded.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class OrderlyStopTest {

    @TempDir
    Path directory;

    @Test
    void shouldEndTheIntakeFirstAndTheBrokerLast() throws Exception {
        StateDirectory state = new StateDirectory(directory);
        StandIns parts = new StandIns(state);
        List.of("broker", "inference-0", "ingest", "feature-0").forEach(parts::start);

        List<String> ended = OrderlyStop.all(state);

        assertThat(ended).containsExactlyInAnyOrder("broker", "inference-0", "ingest", "feature-0");
        List<String> order = Files.readAllLines(state.data("order"));
        assertThat(order).hasSize(4).startsWith("ingest").endsWith("broker");
        assertThat(RunningParts.of(state)).isEmpty();
    }

    @Test
    void shouldEndByForceWhatDoesNotListen() {
        StateDirectory state = new StateDirectory(directory);
        ChildProcess stubborn = new StandIns(state).startStubborn("feature-0");

        OrderlyStop.all(state);

        assertThat(stubborn.exit().join()).as("ended by KILL").isEqualTo(128 + 9);
        assertThat(RunningParts.of(state)).isEmpty();
    }
}
