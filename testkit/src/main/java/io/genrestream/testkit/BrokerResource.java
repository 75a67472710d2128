package io.genrestream.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** A real broker without topics in this JVM, and a real registry without schemas, for a Quarkus test. */
public abstract class BrokerResource implements QuarkusTestResourceLifecycleManager {
    private InJvmBroker broker;

    /** The service's settings besides the addresses of the two. */
    protected abstract Map<String, String> settings();

    @Override
    public Map<String, String> start() {
        broker = InJvmBroker.start();
        Map<String, String> settings = new HashMap<>(settings());
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("genrestream.schema-registry", TestRegistry.url());
        return settings;
    }

    @Override
    public void stop() {
        broker.close();
    }
}
