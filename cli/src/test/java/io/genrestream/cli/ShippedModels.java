package io.genrestream.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets commands find the models that come with the program. The broker and the registry of other tests are not found there. */
public final class ShippedModels implements BeforeAllCallback, AfterAllCallback {
    private static final String HOME = "genrestream.home";

    @Override
    public void beforeAll(ExtensionContext tests) {
        System.setProperty(HOME, Path.of("..").toAbsolutePath().toString());
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        System.clearProperty(HOME);
    }
}
