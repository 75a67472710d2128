package io.genrestream.cli.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.cli.CommandFailure;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The options by which every command finds a running system; without any, the one that {@code up} started here. */
public final class ConnectionOptions {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,…",
            description = "A Kafka of your own (default: the one that `up` started).")
    private String bootstrapServers;

    @Option(
            names = "--schema-registry",
            paramLabel = "URL,…",
            description = "Its schema registry, Confluent protocol (default: the one that `up` started).")
    private String schemaRegistry;

    @Option(names = "--ingest-url", paramLabel = "URL", description = "The ingest service (default: the one of `up`).")
    private URI ingest;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties for the Kafka clients: TLS, SASL, registry credentials.")
    private Path commandConfig;

    @Option(
            names = "--prefix",
            defaultValue = "",
            paramLabel = "PREFIX",
            description = "What stands before every topic's name (default: nothing).")
    private String prefix;

    @Option(
            names = "--state",
            defaultValue = ".genrestream",
            paramLabel = "DIR",
            description = "Where `up` keeps its state (default: ${DEFAULT-VALUE}).")
    private Path state;

    @Option(names = "-v", description = "Say more: stack traces, the clients' log.")
    private boolean verbose;

    @Option(names = "-q", description = "Say less: no progress.")
    private boolean quiet;

    public boolean quiet() {
        return quiet;
    }

    public boolean verbose() {
        return verbose;
    }

    public Path state() {
        return state;
    }

    public String prefix() {
        return prefix;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public String schemaRegistry() {
        return schemaRegistry;
    }

    /** @throws CommandFailure where an address is neither given nor known from {@code up} */
    public Connection connect() {
        return new Connection(
                bootstrapServers != null ? bootstrapServers : fromUp("bootstrapServers", "--bootstrap-servers"),
                schemaRegistry != null ? schemaRegistry : fromUp("schemaRegistryUrl", "--schema-registry"),
                ingest != null ? ingest : URI.create(fromUp("ingestUrl", "--ingest-url")),
                prefix,
                clientProperties());
    }

    /** What {@code --command-config} holds; empty without it. */
    public Map<String, String> clientProperties() {
        Map<String, String> properties = new HashMap<>();
        if (commandConfig != null) {
            Properties file = new Properties();
            try (Reader reader = Files.newBufferedReader(commandConfig)) {
                file.load(reader);
            } catch (IOException unreadable) {
                throw new CommandFailure("The file of --command-config cannot be read: " + unreadable);
            }
            file.stringPropertyNames().forEach(name -> properties.put(name, file.getProperty(name)));
        }
        return properties;
    }

    private String fromUp(String key, String option) {
        Path file = state.resolve("system.json");
        try {
            JsonNode value = JSON.readTree(file.toFile()).path(key);
            if (value.isTextual()) {
                return value.asText();
            }
        } catch (IOException notRunning) {
            // told below, with what to do
        }
        throw new CommandFailure("Nothing that `genrestream up` started is known in " + state.toAbsolutePath()
                + ". Start it with `genrestream up --detach`, or say where your own is with " + option + ".");
    }
}
