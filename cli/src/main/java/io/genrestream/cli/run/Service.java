package io.genrestream.cli.run;

import io.genrestream.embedded.EmbeddedError;
import io.genrestream.embedded.EmbeddedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The three services: where the build puts them and what their JVMs need. */
enum Service {
    INGEST("ingest", 128, List.of()),
    FEATURE("feature", 160, List.of("--add-modules", "jdk.incubator.vector")),
    INFERENCE("inference", 128, List.of());

    private final String kind;
    private final int heapMegabytes;
    private final List<String> options;

    Service(String kind, int heapMegabytes, List<String> options) {
        this.kind = kind;
        this.heapMegabytes = heapMegabytes;
        this.options = options;
    }

    String kind() {
        return kind;
    }

    /** Keeps the process under 350 MB with everything that is not heap. */
    int heapMegabytes() {
        return heapMegabytes;
    }

    List<String> options() {
        return options;
    }

    /** @throws EmbeddedException NOT_BUILT when it is not there */
    Path jar(Path home) {
        Path jar = home.resolve(kind + "-service")
                .resolve("target")
                .resolve("quarkus-app")
                .resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new EmbeddedException(EmbeddedError.NOT_BUILT, jar + " is not there: build it with `mvn package`");
        }
        return jar;
    }
}
