package io.genrestream.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A track that is disturbed in its middle ends with the result of one that was not: every window once, with the same
 * scores to the bit.
 */
@ExtendWith(RunningSystem.Extension.class)
class RecoveryIT {
    private static final double SECONDS = 90;

    @TempDir
    private Path folder;

    private Path track;

    @BeforeEach
    void makeTrack() {
        track = Music.synthesised(folder, "long track", SECONDS, 42);
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheServicesAreKilledInTheMiddle(RunningSystem system) throws Exception {
        Disturbance.requireSameResult(system.connection(), system.ingest(), track, "killed", () -> {
            Part feature = Part.of(system, "feature-0");
            Part inference = Part.of(system, "inference-0");
            feature.kill();
            inference.kill();
            feature.startAgain();
            inference.startAgain();
        });
    }

    @Test
    void shouldLoseAndDoubleNothingWhenASecondInstanceOfEachJoinsInTheMiddle(RunningSystem system) throws Exception {
        List<Part> joined = new ArrayList<>();
        try {
            Disturbance.requireSameResult(system.connection(), system.ingest(), track, "joined", () -> {
                joined.add(SecondInstance.of(system, "feature-0").part());
                joined.add(SecondInstance.of(system, "inference-0").part());
            });
        } finally {
            joined.forEach(Part::kill);
        }
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheRegistryIsAwayInTheMiddle(RunningSystem system) throws Exception {
        Disturbance.requireSameResult(system.connection(), system.ingest(), track, "no-registry", () -> {
            Part registry = Part.of(system, "registry");
            registry.kill();
            registry.startAgain();
        });
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheBrokerIsAwayFor30Seconds(RunningSystem system) throws Exception {
        Disturbance.requireSameResult(system.connection(), system.ingest(), track, "no-broker", () -> {
            Part broker = Part.of(system, "broker");
            broker.kill();
            sleep(Duration.ofSeconds(30)); // the outage itself
            broker.startAgain();
        });
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
