package io.genrestream.embedded;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Properties;
import java.util.UUID;

/** A single-node KRaft broker, one process for broker and controller. Its records survive restarts. */
public final class EmbeddedBroker implements AutoCloseable {

    public static final String PART = "broker";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);

    /**
     * @param state where its data and log go
     * @param port for clients, on 127.0.0.1
     * @param controllerPort for the broker's own controller, on 127.0.0.1
     * @param heapMegabytes the JVM's heap limit; 256 serves the pipeline
     * @param longRunning whether the JVM compiles all that is hot as well as it can, which pays after some minutes
     */
    public record Settings(
            StateDirectory state, int port, int controllerPort, int heapMegabytes, boolean longRunning) {}

    private final Settings settings;
    private ChildProcess process;

    public EmbeddedBroker(Settings settings) {
        this.settings = settings;
    }

    /** Formats the storage if it is new and starts the process, without waiting for it. */
    public ChildProcess launch() {
        Ports.requireFree(settings.port, PART);
        Ports.requireFree(settings.controllerPort, "the broker's controller");
        Installation installation = Installation.find();
        Path properties = writeProperties();
        if (!Files.exists(data().resolve("meta.properties"))) {
            format(installation, properties);
        }
        process = ChildProcess.start(
                PART,
                (settings.longRunning ? java() : java().quickStart())
                        .classArchive(installation.classArchive(PART))
                        .mainClass(installation.brokerClassPath(), "kafka.Kafka", properties.toString()),
                settings.state.log(PART));
        return process;
    }

    /** @throws EmbeddedException when it does not become ready; the log file is named */
    public void awaitReady() {
        process.awaitReady(() -> BrokerProbe.answers(settings.port), START_LIMIT);
    }

    /** {@link #launch()} and {@link #awaitReady()}. */
    public EmbeddedBroker start() {
        launch();
        awaitReady();
        return this;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + settings.port;
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

    private JavaCommand java() {
        return new JavaCommand(PART, settings.state, settings.heapMegabytes)
                .property("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
    }

    private void format(Installation installation, Path properties) {
        String log = PART + "-format";
        ChildProcess format = ChildProcess.start(
                PART,
                java().quickStart()
                        .readOnlyClassArchive(installation.classArchive(PART))
                        .mainClass(
                                installation.brokerClassPath(),
                                "kafka.tools.StorageTool",
                                "format",
                                // One word: an id may begin with a hyphen, and would be taken for an option.
                                "--cluster-id=" + newClusterId(),
                                "--config",
                                properties.toString(),
                                "--ignore-formatted"),
                settings.state.log(log));
        int status = format.exit().join();
        if (status != 0) {
            throw new EmbeddedException(
                    EmbeddedError.START_FAILED,
                    "The broker's storage in %s cannot be formatted (exit status %d); see %s"
                            .formatted(data(), status, format.log()));
        }
    }

    private Path data() {
        return settings.state.data(PART).resolve("data");
    }

    private Path writeProperties() {
        String listeners = "PLAINTEXT://127.0.0.1:" + settings.port;
        String controller = "127.0.0.1:" + settings.controllerPort;
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        // Static voters: the address is then read from here at each start and may change between two of them.
        properties.setProperty("controller.quorum.voters", "1@" + controller);
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("listeners", listeners + ",CONTROLLER://" + controller);
        properties.setProperty("advertised.listeners", listeners);
        properties.setProperty("log.dirs", data().toString());
        SingleNode.settings().forEach(properties::setProperty);
        Path file = settings.state.data(PART).resolve("server.properties");
        try {
            Files.createDirectories(file.getParent());
            StringWriter text = new StringWriter();
            properties.store(text, null);
            return Files.writeString(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newClusterId() {
        UUID id = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
