package io.genrestream.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Apicurio Registry with Confluent's protocol, its storage in a file: schema ids survive restarts, also hard ones. */
public final class EmbeddedRegistry implements AutoCloseable {

    public static final String PART = "registry";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Duration STOP_GRACE = Duration.ofSeconds(3);

    /**
     * @param state where its data and log go
     * @param port on 127.0.0.1
     * @param heapMegabytes the JVM's heap limit; 160 is enough for thousands of schemas
     */
    public record Settings(StateDirectory state, int port, int heapMegabytes) {}

    private final Settings settings;
    private ChildProcess process;

    public EmbeddedRegistry(Settings settings) {
        this.settings = settings;
    }

    /** Starts the process without waiting for it. */
    public ChildProcess launch() {
        Ports.requireFree(settings.port, PART);
        Installation installation = Installation.find();
        Path database = settings.state.data(PART).resolve("registry");
        process = ChildProcess.start(
                PART,
                new JavaCommand(PART, settings.state, settings.heapMegabytes)
                        .quickStart()
                        .classArchive(installation.classArchive(PART))
                        .property("quarkus.http.host", "127.0.0.1")
                        .property("quarkus.http.port", settings.port)
                        // Its management interface cannot be switched off and listens on 0.0.0.0:9000 by default.
                        .property("quarkus.management.host", "127.0.0.1")
                        .property("quarkus.management.port", 0)
                        .property("apicurio.storage.kind", "sql")
                        .property("apicurio.storage.sql.kind", "h2")
                        // Without WRITE_DELAY=0 an id that a client already holds can be lost in a crash.
                        .property("apicurio.datasource.url", "jdbc:h2:file:" + database + ";WRITE_DELAY=0")
                        .property("apicurio.datasource.username", "sa")
                        .property("apicurio.datasource.password", "sa")
                        .jar(installation.registryJar()),
                settings.state.log(PART));
        return process;
    }

    /** @throws EmbeddedException when it does not become ready; the log file is named */
    public void awaitReady() {
        URI subjects = URI.create(url() + "/subjects");
        try (HttpProbe probe = new HttpProbe(ANSWER_LIMIT)) {
            process.awaitReady(() -> probe.answers(subjects), START_LIMIT);
        }
    }

    /** {@link #launch()} and {@link #awaitReady()}. */
    public EmbeddedRegistry start() {
        launch();
        awaitReady();
        return this;
    }

    /** The base address of Confluent's protocol. */
    public String url() {
        return "http://127.0.0.1:" + settings.port + "/apis/ccompat/v7";
    }

    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        if (process != null) {
            process.stop(STOP_GRACE);
        }
    }
}
