package io.genrestream.feature;

import io.genrestream.event.AudioChunk;
import io.genrestream.feature.topology.FeatureMetrics;
import io.genrestream.kit.settings.OnFailedRecord;
import io.genrestream.registry.EventSerdes;
import io.genrestream.registry.RegisteredEvents;
import io.genrestream.registry.RegistrySettings;
import io.genrestream.streams.Faults;
import io.genrestream.streams.StreamsRuntime;
import io.genrestream.testkit.BrokerTopics;
import io.genrestream.testkit.InJvmBroker;
import io.genrestream.testkit.TestRegistry;
import io.genrestream.topic.TopicCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KafkaStreams;
import org.awaitility.Awaitility;

/** The service's topology on a real broker and with a real registry, without Quarkus, and its topics. */
final class RunningTopology implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    final TopicCatalogue topics;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final InJvmBroker broker = InJvmBroker.start();
    private final Map<String, String> client = Map.of("bootstrap.servers", broker.bootstrapServers());
    final BrokerTopics records = new BrokerTopics(Map.copyOf(client));
    private final EventSerdes serdes = new EventSerdes(Map.of(RegistrySettings.URLS, TestRegistry.url()));
    private final Serializer<AudioChunk> serializer = serdes.serializer();
    private final FeatureSetup setup;
    private StreamsRuntime runtime;

    RunningTopology(String prefix, int partitions, Path state) {
        topics = new TopicCatalogue(prefix, partitions);
        setup = new FeatureSetup(
                config(Map.of(
                        "genrestream.prefix", prefix,
                        "genrestream.partitions", Integer.toString(partitions),
                        "genrestream.schema-registry", TestRegistry.url(),
                        "genrestream.instance", "one",
                        "genrestream.state-dir", state.toString())),
                client);
        try (Admin admin = admin()) {
            topics.create(admin, (short) 1);
            Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                topics.check(admin);
                return true;
            });
        }
        new RegisteredEvents(serdes.client(), topics).register();
    }

    static FeatureConfig config(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        // The default is in Quarkus' short form, which its converter alone reads.
        all.put("genrestream.idle-after", "PT10M");
        return new SmallRyeConfigBuilder()
                .withMapping(FeatureConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(FeatureConfig.class);
    }

    void start() {
        start(application -> {});
    }

    /** @param hook gets the application right before it starts */
    void start(Consumer<KafkaStreams> hook) {
        FeatureMetrics metrics = new FeatureMetrics(meters);
        Faults faults = new Faults(OnFailedRecord.SET_ASIDE, metrics.streams()::fault);
        runtime = new StreamsRuntime(
                () -> setup.topology("1.2.3", partition -> false, faults, metrics),
                setup.properties(),
                setup.conditions(),
                faults);
        runtime.onStart(hook);
        runtime.start();
    }

    StreamsRuntime runtime() {
        return runtime;
    }

    KafkaStreams streams() {
        return runtime.streams().orElseThrow();
    }

    Admin admin() {
        return Admin.create(Map.copyOf(client));
    }

    /** @param settings beside the broker's address */
    KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(client);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    byte[] bytes(AudioChunk chunk) {
        return serializer.serialize(topics.audioChunks().name(), chunk);
    }

    EventSerdes serdes() {
        return serdes;
    }

    void stop() {
        runtime.close();
    }

    @Override
    public void close() {
        if (runtime != null) {
            runtime.close();
        }
        setup.close();
        serdes.close();
        broker.close();
    }
}
