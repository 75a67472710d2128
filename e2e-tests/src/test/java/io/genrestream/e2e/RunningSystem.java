package io.genrestream.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.genrestream.cli.connect.Connection;
import io.genrestream.embedded.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One system of real processes, started by {@code genrestream up} for all tests of this JVM and ended after the last. */
final class RunningSystem implements AutoCloseable {
    /** What the services tell of their work; all of it is traced. */
    static final SpanCollector SPANS = new SpanCollector();

    /** Stations of the tests are on this machine, where live sources may not be as a rule; logs are as in images. */
    static final Map<String, String> ENVIRONMENT = Map.of(
            "GENRESTREAM_LIVE_ALLOWED_NETWORKS", "127.0.0.0/8",
            "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true",
            "OTEL_EXPORTER_OTLP_ENDPOINT", SPANS.endpoint(),
            "OTEL_TRACES_SAMPLER_ARG", "1");

    private static final int LOWEST_PORT = 21000;
    private static final int PORT_BLOCKS = 20;
    /** Systems of one JVM get blocks that follow each other; those of several begin anywhere. */
    private static final AtomicInteger NEXT_BLOCK =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORT_BLOCKS));

    private static final Duration READY = Duration.ofSeconds(60);

    private final StateDirectory state;
    private final JsonNode status;

    /** @param options of {@code up}, beside those that give it a place of its own */
    RunningSystem(String... options) {
        try {
            state = new StateDirectory(Files.createTempDirectory("genrestream-e2e"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int portBase = LOWEST_PORT + 500 * (NEXT_BLOCK.getAndIncrement() % PORT_BLOCKS);
        List<String> up = new ArrayList<>(List.of("--detach", "--port-base", Integer.toString(portBase)));
        up.addAll(Arrays.asList(options));
        Launcher.Finished started = run("up", up.toArray(String[]::new));
        if (started.status() != 0) {
            throw new AssertionError("genrestream up failed: " + started.out() + started.err());
        }
        status = run("status", "--json").json();
    }

    /** Injects the system into test methods and constructors. */
    static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningSystem.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return of(context);
        }
    }

    /** The system of all tests, once it takes uploads. */
    static RunningSystem of(ExtensionContext context) {
        RunningSystem system = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunningSystem.class))
                .computeIfAbsent(RunningSystem.class, _ -> new RunningSystem(), RunningSystem.class);
        // The test before may have killed an instance that its group has not missed yet: until then uploads are
        // refused.
        await().atMost(READY).until(() -> Answers.isReady(system.ingest()));
        return system;
    }

    /**
     * A command of the launcher against this system.
     *
     * @param command one word, or two for one of a group
     */
    Launcher.Finished run(String command, String... arguments) {
        return run(null, command, arguments);
    }

    /** @param input what comes on standard input; null for nothing */
    Launcher.Finished run(Path input, String command, String... arguments) {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of("--state", state.root().toString()));
        words.addAll(Arrays.asList(arguments));
        return Launcher.run(words, ENVIRONMENT, input);
    }

    StateDirectory state() {
        return state;
    }

    JsonNode status() {
        return status;
    }

    URI ingest() {
        return URI.create(status.path("ingestUrl").asText());
    }

    Connection connection() {
        return new Connection(
                status.path("bootstrapServers").asText(),
                status.path("schemaRegistryUrl").asText(),
                "",
                Map.of());
    }

    @Override
    public void close() {
        Launcher.Finished down = run("down");
        if (down.status() != 0) {
            throw new AssertionError("genrestream down failed: " + down.out() + down.err());
        }
    }
}
