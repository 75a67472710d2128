package io.genrestream.inference.service;

import io.genrestream.testkit.InJvmBroker;
import io.genrestream.testkit.TestRegistry;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** A real broker in this JVM and the real registry; topics and schemas come later, by the test. */
public class KafkaResource implements QuarkusTestResourceLifecycleManager {
    static final String PREFIX = "inference-it.";
    static final int PARTITIONS = 4;

    private InJvmBroker broker;

    @Override
    public Map<String, String> start() {
        broker = InJvmBroker.start();
        try {
            return Map.of(
                    "kafka.bootstrap.servers",
                    broker.bootstrapServers(),
                    "genrestream.schema-registry",
                    TestRegistry.url(),
                    "genrestream.prefix",
                    PREFIX,
                    "genrestream.partitions",
                    Integer.toString(PARTITIONS),
                    "genrestream.instance",
                    "it-1",
                    "genrestream.model",
                    "../scoring/src/test/resources/models/tiny.onnx",
                    "genrestream.state-dir",
                    Files.createTempDirectory("inference-it").toString(),
                    "genrestream.events.connections",
                    "3",
                    "genrestream.events.heartbeat",
                    "1s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        broker.close();
    }
}
