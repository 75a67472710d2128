package io.genrestream.cli.connect;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.run.RunFile;
import io.genrestream.embedded.StateDirectory;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The options by which every command finds a running system; without any, the one that {@code up} started here. */
public final class ConnectionOptions {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,…",
            description = "A Kafka of your own (default: the one that `up` starts).")
    private String bootstrapServers;

    @Option(
            names = "--schema-registry",
            paramLabel = "URL,…",
            description = "Its schema registry, Confluent protocol (default: the one that `up` starts).")
    private String schemaRegistry;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties for the Kafka clients: TLS, SASL, registry credentials.")
    private Path commandConfig;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            converter = PrefixText.class,
            description = "What stands before the names of topics and groups (default: nothing, or as `up` had it).")
    private String prefix;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "Where `up` keeps data, logs and addresses (default: GENRESTREAM_STATE, else .genrestream of a checkout, else ~/.local/state/genrestream).")
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

    public StateDirectory state() {
        return new StateDirectory(state == null ? defaultState() : state);
    }

    /** Where state is without {@code --state}, as the launcher tells it. */
    public static Path defaultState() {
        return Path.of(System.getProperty("genrestream.state", ".genrestream")).toAbsolutePath();
    }

    /** The distribution's root, as the launcher tells it. */
    public static Path home() {
        return Path.of(System.getProperty("genrestream.home", "")).toAbsolutePath();
    }

    /** Null where none is given. */
    public String prefix() {
        return prefix;
    }

    /** Null where `up` starts a broker, or has. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Null where `up` starts a registry, or has. */
    public String schemaRegistry() {
        return schemaRegistry;
    }

    /** @throws CommandFailure where an address is neither given nor known from {@code up} */
    public Connection connect() {
        return new Connection(
                bootstrapServers != null ? bootstrapServers : run().bootstrapServers(),
                schemaRegistry != null ? schemaRegistry : run().schemaRegistryUrl(),
                prefix != null
                        ? prefix
                        : RunFile.read(state()).map(RunFile::prefix).orElse(""),
                clientProperties());
    }

    /** What {@code up} has started. */
    RunFile run() {
        return RunFile.read(state())
                .orElseThrow(() ->
                        new CommandFailure(CliError.NOT_RUNNING, state().root().toString()));
    }

    /** Null where none is given. */
    public Path commandConfig() {
        return commandConfig;
    }

    /** What {@code --command-config} holds; empty without it. */
    public Map<String, String> clientProperties() {
        Map<String, String> properties = new HashMap<>();
        if (commandConfig != null) {
            Properties file = new Properties();
            try (Reader reader = Files.newBufferedReader(commandConfig)) {
                file.load(reader);
            } catch (IOException | IllegalArgumentException unreadable) { // the second of a malformed escape
                throw new CommandFailure(CliError.COMMAND_CONFIG, unreadable.toString(), unreadable);
            }
            file.stringPropertyNames().forEach(name -> properties.put(name, file.getProperty(name)));
        }
        return properties;
    }
}
