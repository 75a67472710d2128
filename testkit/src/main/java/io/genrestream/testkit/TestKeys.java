package io.genrestream.testkit;

import io.genrestream.kit.access.ApiKey;
import io.genrestream.kit.access.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Keys of a file that an operator made for a service, as their owners know them.
 *
 * @param alice may feed and read
 * @param bob may feed and read
 * @param reader alice's too, to read alone
 * @param feeder alice's too, to feed alone
 * @param admin the operator's
 */
public record TestKeys(String alice, String bob, String reader, String feeder, String admin) {
    /** The setting that names the file. */
    public static final String FILE = "genrestream.access.keys";

    /**
     * Makes the keys and their file. They travel as settings that tests alone have, for a test's profile and the test are of
     * two class loaders.
     *
     * @return {@link #FILE}, and what {@link #ofRunningService} reads
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

    /** Those of {@link #settings}, in the test of a service whose profile gave them. */
    public static TestKeys ofRunningService() {
        Config config = ConfigProvider.getConfig();
        return new TestKeys(
                config.getValue("test.alice", String.class),
                config.getValue("test.bob", String.class),
                config.getValue("test.reader", String.class),
                config.getValue("test.feeder", String.class),
                config.getValue("test.admin", String.class));
    }

    public List<String> all() {
        return List.of(alice, bob, reader, feeder, admin);
    }
}
