package io.genrestream.registry;

import io.genrestream.embedded.EmbeddedRegistry;
import io.genrestream.embedded.Ports;
import io.genrestream.embedded.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One real registry for all tests of the module that ask for it, in a process of its own. */
final class RegistryProcess implements ParameterResolver {
    private static final int HEAP_MEGABYTES = 160;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedRegistry.class;
    }

    @Override
    public EmbeddedRegistry resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(RegistryProcess.class))
                .computeIfAbsent(EmbeddedRegistry.class, _ -> start(), EmbeddedRegistry.class);
    }

    private static EmbeddedRegistry start() {
        try {
            StateDirectory state = new StateDirectory(Files.createTempDirectory(Path.of("target"), "registry"));
            return new EmbeddedRegistry(
                            new EmbeddedRegistry.Settings(state, Ports.free(1).getFirst(), HEAP_MEGABYTES))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
