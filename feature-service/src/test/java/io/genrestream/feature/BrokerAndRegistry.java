package io.genrestream.feature;

import io.genrestream.testkit.InJvmBroker;
import io.genrestream.testkit.TestRegistry;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A real broker without topics and a real registry for a Quarkus test. */
public class BrokerAndRegistry implements QuarkusTestResourceLifecycleManager {
    private InJvmBroker broker;

    @Override
    public Map<String, String> start() {
        broker = InJvmBroker.start();
        return Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "genrestream.schema-registry",
                TestRegistry.url(),
                "genrestream.prefix",
                "feature-test.",
                "genrestream.partitions",
                "2",
                "genrestream.instance",
                "one",
                "genrestream.state-dir",
                "target/state");
    }

    @Override
    public void stop() {
        broker.close();
    }
}
