package io.genrestream.inference.topology;

import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.StreamStatus;
import io.genrestream.event.TrackGenre;
import io.genrestream.inference.InferenceMetrics;
import io.genrestream.inference.StubRegistry;
import io.genrestream.inference.Windows;
import io.genrestream.kit.settings.OnFailedRecord;
import io.genrestream.registry.EventSerdes;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelException;
import io.genrestream.streams.DeadLetters;
import io.genrestream.streams.Faults;
import io.genrestream.streams.StreamsSettings;
import io.genrestream.topic.TopicCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology with a real model in a test driver, and its topics. */
final class TopologyFixture implements AutoCloseable {
    static final TopicCatalogue TOPICS = new TopicCatalogue("", 4);

    final StubRegistry registry = new StubRegistry();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final GenreModel model;
    final TopologyTestDriver driver;
    final TestInputTopic<byte[], byte[]> windows;
    final TestOutputTopic<String, GenrePrediction> predictions;
    final TestOutputTopic<String, TrackGenre> tracks;
    final TestOutputTopic<String, TrackGenre> segments;
    final TestOutputTopic<byte[], byte[]> deadLetters;
    private final EventSerdes serdes;
    private final Serializer<FeatureWindow> writer;

    TopologyFixture() throws IOException, ModelException {
        this("tiny.onnx");
    }

    TopologyFixture(String modelFile) throws IOException, ModelException {
        this(modelFile, Duration.ofSeconds(20));
    }

    /** With the model that is shipped. */
    static TopologyFixture shipped() throws IOException, ModelException {
        return new TopologyFixture("../../../../../models/genre.onnx");
    }

    TopologyFixture(String modelFile, Duration registryTimeout) throws IOException, ModelException {
        serdes = registry.serdes(registryTimeout);
        writer = serdes.serializer();
        model = GenreModel.load(Path.of("../scoring/src/test/resources/models", modelFile));
        driver = new TopologyTestDriver(topology(), properties(), Windows.START);
        String input = TOPICS.audioFeatures().name();
        windows = driver.createInputTopic(input, new ByteArraySerializer(), new ByteArraySerializer());
        predictions = driver.createOutputTopic(
                TOPICS.genrePredictions().name(), new StringDeserializer(), serdes.deserializer(GenrePrediction.class));
        tracks = driver.createOutputTopic(
                TOPICS.genreTracks().name(), new StringDeserializer(), serdes.deserializer(TrackGenre.class));
        segments = driver.createOutputTopic(
                TOPICS.genreSegments().name(), new StringDeserializer(), serdes.deserializer(TrackGenre.class));
        deadLetters = driver.createOutputTopic(
                TOPICS.deadFeatures().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Topology topology() {
        InferenceMetrics metrics = new InferenceMetrics(meters, model.description());
        return new InferenceTopology(
                        TOPICS,
                        serdes.deserializer(FeatureWindow.class),
                        serdes.deserializer(StreamStatus.class),
                        serdes.serializer(),
                        serdes.serializer(),
                        model,
                        Duration.ofMinutes(30),
                        new DeadLetters("1.2.3", TOPICS.limit(), metrics.streams()::deadLetter),
                        new Faults(OnFailedRecord.SET_ASIDE, metrics.streams()::fault),
                        metrics)
                .build();
    }

    void send(FeatureWindow... all) {
        for (FeatureWindow window : all) {
            send(window.getStreamId(), bytes(window));
        }
    }

    /** A window whose record names a trace. */
    void send(FeatureWindow window, String traceparent) {
        TestRecord<byte[], byte[]> record = new TestRecord<>(
                new StringSerializer().serialize("", window.getStreamId()),
                bytes(window),
                Windows.START.plus(Duration.ofSeconds(1)));
        record.headers().add("traceparent", new StringSerializer().serialize("", traceparent));
        windows.pipeInput(record);
    }

    void send(String key, byte[] value) {
        windows.pipeInput(new TestRecord<>(
                new StringSerializer().serialize("", key), value, Windows.START.plus(Duration.ofSeconds(1))));
    }

    byte[] bytes(FeatureWindow window) {
        return writer.serialize(TOPICS.audioFeatures().name(), window);
    }

    KeyValueStore<String, TrackState> states() {
        return driver.getKeyValueStore(TrackStates.STATES);
    }

    KeyValueStore<String, byte[]> entries() {
        return driver.getKeyValueStore(TrackStates.ENTRIES);
    }

    /** Gives {@code other} what the changelogs hold, as after a restart. */
    void restoreTo(TopologyFixture other) {
        copy(states(), other.states());
        copy(entries(), other.entries());
    }

    /** What went to the changelogs since this was asked before: keys and values (bytes). */
    int changelogBytes() {
        int bytes = 0;
        for (String store : List.of(TrackStates.STATES, TrackStates.ENTRIES)) {
            TestOutputTopic<byte[], byte[]> changelog = driver.createOutputTopic(
                    "inference-test-" + store + "-changelog", new ByteArrayDeserializer(), new ByteArrayDeserializer());
            for (TestRecord<byte[], byte[]> record : changelog.readRecordsToList()) {
                bytes += record.key().length + (record.value() == null ? 0 : record.value().length);
            }
        }
        return bytes;
    }

    private static <V> void copy(KeyValueStore<String, V> from, KeyValueStore<String, V> to) {
        try (KeyValueIterator<String, V> all = from.all()) {
            all.forEachRemaining(entry -> to.put(entry.key, entry.value));
        }
    }

    double count(String meter, String tag, String value) {
        return meters.counter(meter, tag, value).count();
    }

    @Override
    public void close() {
        driver.close();
        model.close();
        serdes.close();
        registry.close();
    }

    private static Properties properties() throws IOException {
        return new StreamsSettings(
                        "inference-test",
                        Optional.empty(),
                        Files.createTempDirectory("inference-topology"),
                        1,
                        Map.of("bootstrap.servers", "localhost:1"),
                        Map.of())
                .properties();
    }
}
