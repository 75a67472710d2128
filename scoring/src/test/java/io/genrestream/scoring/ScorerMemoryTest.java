package io.genrestream.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScorerMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int RUNS = 20_000;
    /** A tensor or a result left open costs some 200 bytes a run at least, 4 MB here. */
    private static final long ALLOWED_GROWTH = 2 << 20;

    @Test
    void shouldNotGrowOverManyRuns() throws Exception {
        assumeTrue(Files.exists(STATUS), "reads the resident size from /proc");
        try (GenreModel model = TestModels.load("tiny.onnx")) {
            Scorer scorer = model.scorer();
            scorer.set(ModelInput.LOG_MEL_DB, TestModels.level(34 * 96, -20));
            run(scorer);

            long before = settledBytes();
            run(scorer);
            run(scorer);

            assertThat(settledBytes() - before).isLessThan(2 * ALLOWED_GROWTH);
        }
    }

    private static void run(Scorer scorer) {
        for (int i = 0; i < RUNS; i++) {
            scorer.score();
        }
    }

    /** Memory of the process outside the Java heap, which grows and shrinks by itself. */
    private static long settledBytes() throws IOException {
        System.gc();
        long resident = Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow();
        return resident - Runtime.getRuntime().totalMemory();
    }
}
