package io.genrestream.cli.run;

import io.genrestream.embedded.EmbeddedError;
import io.genrestream.embedded.EmbeddedException;
import io.genrestream.embedded.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;

/** The three services: where the distribution has them and what their JVMs need. */
enum PipelineService {
    INGEST("ingest", 176),
    FEATURE("feature", 160),
    INFERENCE("inference", 192);

    private final String kind;
    private final int heapMegabytes;

    PipelineService(String kind, int heapMegabytes) {
        this.kind = kind;
        this.heapMegabytes = heapMegabytes;
    }

    String kind() {
        return kind;
    }

    /** What docs/memory.md adds up to; with everything that is not heap most processes stay under 350 MB. */
    int heapMegabytes() {
        return heapMegabytes;
    }

    /**
     * What this service's JVM is given. In the first minutes, compiling costs as much as all the work: unless the service is to
     * run for long, only the arithmetic is worth it, see ADR 8.
     */
    JavaCommand tune(JavaCommand java, Path home, boolean longRunning) {
        if (this == FEATURE) {
            java.option("--add-modules=jdk.incubator.vector");
        }
        if (longRunning) {
            return java;
        }
        return this == FEATURE
                ? java.option("-XX:+UnlockDiagnosticVMOptions")
                        .option("-XX:CompilerDirectivesFile="
                                + home.resolve(Path.of("services", "feature-compiler.directives")))
                : java.quickStart();
    }

    /** @throws EmbeddedException NOT_BUILT when it is not there */
    Path jar(Path home) {
        Path jar = home.resolve(Path.of("services", kind, "quarkus-run.jar"));
        if (!Files.exists(jar)) {
            throw new EmbeddedException(EmbeddedError.NOT_BUILT, jar + " is not there: build it with `mvn package`");
        }
        return jar;
    }
}
