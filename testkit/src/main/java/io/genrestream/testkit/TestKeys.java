package io.genrestream.testkit;

import io.genrestream.kit.access.ApiKey;
import io.genrestream.kit.access.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;

/** A file of API keys, as an operator makes it for a service. */
public final class TestKeys {
    /** The setting that names the file. */
    public static final String FILE = "genrestream.access.keys";

    private TestKeys() {}

    /**
     * Makes keys of two owners, alice and bob, two of alice's with one scope each, and an operator's. They travel as settings
     * that tests alone have, for a test's profile and the test are of two class loaders.
     *
     * @return {@link #FILE}, and the secrets as {@code test.alice}, {@code test.bob}, {@code test.reader}, {@code test.feeder}
     *     and {@code test.admin}
     */
    public static Map<String, String> settings() {
        Map<String, ApiKey.Created> keys = Map.of(
                "test.alice", ApiKey.create("alice", EnumSet.of(Scope.FEED, Scope.READ)),
                "test.bob", ApiKey.create("bob", EnumSet.of(Scope.FEED, Scope.READ)),
                "test.reader", ApiKey.create("alice", EnumSet.of(Scope.READ)),
                "test.feeder", ApiKey.create("alice", EnumSet.of(Scope.FEED)),
                "test.admin", ApiKey.create("operator", EnumSet.of(Scope.ADMIN)));
        Map<String, String> settings = new HashMap<>();
        keys.forEach((name, key) -> settings.put(name, key.secret()));
        try {
            Path file = Files.createTempFile("keys", "");
            Files.write(file, keys.values().stream().map(ApiKey.Created::line).toList());
            settings.put(FILE, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }
}
