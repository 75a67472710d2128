package io.genrestream.ingest;

import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A broker and a registry for all tests of a class that needs no Quarkus; to be registered as a static extension. */
final class SharedBroker implements BeforeAllCallback, AfterAllCallback {
    private final Surroundings surroundings = new Surroundings();
    private Map<String, String> addresses;

    @Override
    public void beforeAll(ExtensionContext context) {
        addresses = surroundings.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        surroundings.stop();
    }

    /** The settings that name both. */
    Map<String, String> addresses() {
        return addresses;
    }

    LogReader log() {
        return new LogReader(addresses);
    }
}
