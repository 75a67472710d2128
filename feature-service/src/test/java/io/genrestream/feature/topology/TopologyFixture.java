package io.genrestream.feature.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.rhythm.RhythmModule;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.FeatureAggregate;
import io.genrestream.event.FeatureWindow;
import io.genrestream.feature.window.FeatureSettings;
import io.genrestream.kit.settings.OnFailedRecord;
import io.genrestream.registry.EventSerdes;
import io.genrestream.registry.RegistrySettings;
import io.genrestream.streams.DeadLetters;
import io.genrestream.streams.Faults;
import io.genrestream.testkit.StubRegistry;
import io.genrestream.topic.TopicCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology on a test driver, with a clock that starts at {@link Chunks#CAPTURED}. */
final class TopologyFixture implements AutoCloseable {
    static final Duration IDLE_AFTER = Duration.ofMinutes(10);

    final TopicCatalogue topics = new TopicCatalogue("", 4);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final StubRegistry registry = new StubRegistry(topics);
    private final EventSerdes serdes =
            new EventSerdes(Map.of(RegistrySettings.URLS, registry.url(), RegistrySettings.TIMEOUT, "5000"));
    private final Serializer<AudioChunk> serializer = serdes.serializer();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> chunks;
    private final TestOutputTopic<String, FeatureWindow> windows;
    private final TestOutputTopic<String, FeatureAggregate> aggregates;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    boolean backlog;

    TopologyFixture() {
        this(FrontEndSpec.SHIPPED);
    }

    TopologyFixture(FrontEndSpec spec) {
        this(spec, Optional.empty());
    }

    TopologyFixture(FrontEndSpec spec, Optional<RhythmModule> rhythm) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        driver = new TopologyTestDriver(topology(spec, rhythm), properties, Chunks.CAPTURED);
        chunks = driver.createInputTopic(
                topics.audioChunks().name(), new ByteArraySerializer(), new ByteArraySerializer());
        windows = driver.createOutputTopic(
                topics.audioFeatures().name(), new StringDeserializer(), serdes.deserializer(FeatureWindow.class));
        aggregates = driver.createOutputTopic(
                topics.audioAggregates().name(), new StringDeserializer(), serdes.deserializer(FeatureAggregate.class));
        deadLetters = driver.createOutputTopic(
                topics.deadChunks().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Topology topology(FrontEndSpec spec, Optional<RhythmModule> rhythm) {
        FeatureSettings settings =
                new FeatureSettings(spec, 5, IDLE_AFTER, topics.audioChunks().retention(), rhythm);
        FeatureMetrics metrics = new FeatureMetrics(meters);
        return new FeatureTopology(
                        topics,
                        serdes,
                        new DeadLetters("1.2.3", topics.limit(), metrics.streams()::deadLetter),
                        new Faults(OnFailedRecord.SET_ASIDE, metrics.streams()::fault),
                        partition -> backlog,
                        metrics)
                .build(settings);
    }

    void pipe(List<AudioChunk> several) {
        several.forEach(this::pipe);
    }

    void pipe(AudioChunk chunk) {
        pipe(chunk.getStreamId(), bytes(chunk));
    }

    /** A chunk whose record names a trace. */
    void pipe(AudioChunk chunk, String traceparent) {
        TestRecord<byte[], byte[]> record =
                new TestRecord<>(chunk.getStreamId().getBytes(UTF_8), bytes(chunk), Chunks.CAPTURED);
        record.headers().add("traceparent", traceparent.getBytes(UTF_8));
        chunks.pipeInput(record);
    }

    void pipe(String key, byte[] value) {
        chunks.pipeInput(new TestRecord<>(key.getBytes(UTF_8), value, Chunks.CAPTURED));
    }

    byte[] bytes(AudioChunk chunk) {
        return serializer.serialize(topics.audioChunks().name(), chunk);
    }

    byte[] bytes(FeatureWindow window) {
        return serdes.<FeatureWindow>serializer()
                .serialize(topics.audioFeatures().name(), window);
    }

    void sleep(Duration time) {
        driver.advanceWallClockTime(time);
    }

    List<FeatureWindow> windows() {
        return windows.readValuesToList();
    }

    List<TestRecord<String, FeatureWindow>> windowRecords() {
        return windows.readRecordsToList();
    }

    List<FeatureAggregate> aggregates() {
        return aggregates.readValuesToList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    /** What lies in a store, by key, as bytes. */
    Map<Bytes, byte[]> stored(String store) {
        Map<Bytes, byte[]> entries = new TreeMap<>();
        try (var all = raw(store).all()) {
            all.forEachRemaining(entry -> entries.put(entry.key, entry.value));
        }
        return entries;
    }

    /** The records that went to a store's changelog since the last call. */
    List<TestRecord<byte[], byte[]>> changelog(String store) {
        return driver.createOutputTopic(
                        "test-" + store + "-changelog", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** Takes over from another process, which left nothing but its changelogs. */
    void restore(String store, List<TestRecord<byte[], byte[]>> changelog) {
        changelog.forEach(record -> raw(store).put(Bytes.wrap(record.key()), record.value()));
    }

    @Override
    public void close() {
        driver.close();
        serdes.close();
        registry.close();
    }

    @SuppressWarnings("unchecked")
    private KeyValueStore<Bytes, byte[]> raw(String store) {
        StateStore typed = driver.getKeyValueStore(store);
        return (KeyValueStore<Bytes, byte[]>) ((WrappedStateStore<?, ?, ?>) typed).wrapped();
    }
}
