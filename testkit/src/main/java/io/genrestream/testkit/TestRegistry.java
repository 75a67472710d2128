package io.genrestream.testkit;

import io.genrestream.embedded.EmbeddedRegistry;
import io.genrestream.embedded.Ports;
import io.genrestream.embedded.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real schema registry for tests, one process for all tests of a JVM because it takes seconds to start. Tests that
 * share it keep apart by their subjects' names.
 */
public final class TestRegistry {

    private static final int HEAP_MEGABYTES = 160;

    /** A system property, not a static field: Quarkus loads this class anew for each of its test applications. */
    private static final String SHARED_URL = "genrestream.testkit.registry";

    private TestRegistry() {}

    /** The base address of Confluent's protocol; starts the registry on the first call. */
    public static synchronized String url() {
        return (String) System.getProperties().computeIfAbsent(SHARED_URL, absent -> start());
    }

    private static String start() {
        try {
            Path directory = Files.createTempDirectory("genrestream-registry");
            EmbeddedRegistry registry = new EmbeddedRegistry(new EmbeddedRegistry.Settings(
                    new StateDirectory(directory), Ports.free(1).getFirst(), HEAP_MEGABYTES));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(registry, directory), "stop-registry"));
            return registry.start().url();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedRegistry registry, Path directory) {
        registry.close();
        Directories.delete(directory);
    }
}
