package io.genrestream.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Something outside that must be there before a Streams application starts: it waits, and says what for.
 *
 * @param name what is waited for, as in "waiting for the topics"
 */
public record StartCondition(String name, Check check) {

    /** Throws while the condition does not hold; the message becomes the reason in health and log. */
    @FunctionalInterface
    public interface Check {
        void run() throws Exception;
    }

    /** Waits for a broker and for topics that {@code check} is content with. */
    public static StartCondition topics(Map<String, String> client, Consumer<Admin> check) {
        Map<String, Object> settings = new HashMap<>(client);
        // Short, since the answer "no broker yet" is wanted soon and asked for again.
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        return new StartCondition("topics", () -> {
            try (Admin admin = Admin.create(settings)) {
                check.accept(admin);
            }
        });
    }
}
