package io.genrestream.testkit;

import io.genrestream.embedded.Ports;
import io.genrestream.embedded.SingleNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A KRaft broker inside the test's own JVM, on free ports, with its data in a directory that goes with it. */
public final class InJvmBroker implements AutoCloseable {

    private final Path directory;
    private final int port;
    private final KafkaRaftServer server;

    private InJvmBroker(Path directory, int port, KafkaRaftServer server) {
        this.directory = directory;
        this.port = port;
        this.server = server;
    }

    /** Returns when the broker takes requests. */
    public static InJvmBroker start() {
        return start(Map.of());
    }

    /** @param more settings of the broker */
    public static InJvmBroker start(Map<String, String> more) {
        try {
            Path directory = Files.createTempDirectory("genrestream-broker");
            List<Integer> ports = Ports.free(2);
            Properties settings = settings(directory.resolve("data"), ports.getFirst(), ports.getLast());
            more.forEach(settings::setProperty);
            format(directory, settings);
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
            server.startup();
            return new InJvmBroker(directory, ports.getFirst(), server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        Directories.delete(directory);
    }

    private static Properties settings(Path data, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", "1");
        settings.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty(
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.setProperty("log.dirs", data.toString());
        SingleNode.settings().forEach(settings::setProperty);
        return settings;
    }

    private static void format(Path directory, Properties settings) throws IOException {
        Path file = directory.resolve("server.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        String[] arguments = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            int status = StorageTool.execute(arguments, quiet);
            if (status != 0) {
                throw new IllegalStateException("Formatting " + directory + " ended with " + status);
            }
        }
    }
}
