package io.genrestream.e2e.parity;

import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureAggregate;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.StreamStatus;
import io.genrestream.event.TrackGenre;
import io.genrestream.feature.topology.FeatureMetrics;
import io.genrestream.feature.topology.FeatureTopology;
import io.genrestream.feature.window.FeatureSettings;
import io.genrestream.inference.InferenceMetrics;
import io.genrestream.inference.topology.InferenceTopology;
import io.genrestream.ingest.publish.ChunkPublisher;
import io.genrestream.ingest.publish.ChunkTopic;
import io.genrestream.ingest.publish.Publishing;
import io.genrestream.kit.settings.OnFailedRecord;
import io.genrestream.registry.EventSerdes;
import io.genrestream.registry.RegistrySettings;
import io.genrestream.scoring.GenreModel;
import io.genrestream.streams.DeadLetters;
import io.genrestream.streams.Faults;
import io.genrestream.testkit.StubRegistry;
import io.genrestream.topic.TopicCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * What the two topologies make of a track's samples: chunks of a second go in, and everything goes through its bytes.
 *
 * @param windows those with frames
 * @param whole aggregates of the whole: one, or none where there is no frame
 * @param last the final result
 */
record StreamedTrack(
        List<FeatureWindow> windows, List<FeatureAggregate> whole, List<GenrePrediction> predictions, TrackGenre last) {
    private static final TopicCatalogue TOPICS = new TopicCatalogue("", 1);
    private static final Instant CAPTURED = Instant.ofEpochMilli(1_800_000_000_000L);
    private static final String ID = "track";

    /** @param state an empty folder */
    static StreamedTrack of(short[] pcm, GenreModel model, Path state) {
        try (StubRegistry registry = new StubRegistry(TOPICS);
                EventSerdes serdes = new EventSerdes(Map.of(RegistrySettings.URLS, registry.url()));
                TopologyTestDriver features = driver(features(serdes, model), state.resolve("features"));
                TopologyTestDriver genres = driver(genres(serdes, model), state.resolve("genres"))) {
            pipe(features, serdes, pcm, model.description().frontEnd().sampleRate());
            TestOutputTopic<byte[], byte[]> raw = features.createOutputTopic(
                    TOPICS.audioFeatures().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            List<byte[]> records = raw.readValuesToList();
            var input = genres.createInputTopic(
                    TOPICS.audioFeatures().name(), new StringSerializer(), new ByteArraySerializer());
            records.forEach(record -> input.pipeInput(ID, record));
            return new StreamedTrack(
                    records.stream()
                            .map(record -> serdes.deserializer(FeatureWindow.class)
                                    .deserialize(TOPICS.audioFeatures().name(), record))
                            .filter(window -> window.getFrames() > 0)
                            .toList(),
                    events(features, serdes, TOPICS.audioAggregates().name(), FeatureAggregate.class).stream()
                            .filter(FeatureAggregate::getFinal$)
                            .toList(),
                    events(genres, serdes, TOPICS.genrePredictions().name(), GenrePrediction.class),
                    events(genres, serdes, TOPICS.genreTracks().name(), TrackGenre.class)
                            .getLast());
        }
    }

    /** As the ingest service publishes them. */
    private static void pipe(TopologyTestDriver driver, EventSerdes serdes, short[] pcm, int sampleRate) {
        String topic = TOPICS.audioChunks().name();
        var chunks = driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
        var producer = new MockProducer<>(true, null, new StringSerializer(), serdes.serializer());
        Publishing publishing = Publishing.ofUploads(
                new ChunkTopic(producer, topic, sampleRate, Clock.fixed(CAPTURED, ZoneOffset.UTC)),
                1,
                Publishing.Pacing.NONE,
                () -> {},
                (_, _) -> {});
        var publisher = new ChunkPublisher(publishing, new ChunkPublisher.Stream(ID, 1, null, Map.of(), false), 0);
        publisher.add(pcm, pcm.length);
        publisher.finish(EndReason.COMPLETE);
        producer.history()
                .forEach(
                        sent -> chunks.pipeInput(sent.key(), serdes.serializer().serialize(topic, sent.value())));
    }

    private static <E extends org.apache.avro.specific.SpecificRecord> List<E> events(
            TopologyTestDriver driver, EventSerdes serdes, String topic, Class<E> type) {
        return driver.createOutputTopic(topic, new StringDeserializer(), serdes.deserializer(type))
                .readValuesToList();
    }

    private static Topology features(EventSerdes serdes, GenreModel model) {
        FeatureSettings settings = new FeatureSettings(
                model.description().frontEnd(), 5, Duration.ofMinutes(10), Duration.ofHours(1), Optional.empty());
        FeatureMetrics metrics = new FeatureMetrics(new SimpleMeterRegistry());
        return new FeatureTopology(
                        TOPICS,
                        serdes,
                        new DeadLetters("test", TOPICS.limit(), metrics.streams()::deadLetter),
                        new Faults(OnFailedRecord.SET_ASIDE, metrics.streams()::fault),
                        partition -> false,
                        metrics)
                .build(settings);
    }

    private static Topology genres(EventSerdes serdes, GenreModel model) {
        InferenceMetrics metrics = new InferenceMetrics(new SimpleMeterRegistry(), model.description());
        return new InferenceTopology(
                        TOPICS,
                        serdes.deserializer(FeatureWindow.class),
                        serdes.deserializer(StreamStatus.class),
                        serdes.serializer(),
                        serdes.serializer(),
                        model,
                        Duration.ofMinutes(30),
                        new DeadLetters("test", TOPICS.limit(), metrics.streams()::deadLetter),
                        new Faults(OnFailedRecord.SET_ASIDE, metrics.streams()::fault),
                        metrics)
                .build();
    }

    private static TopologyTestDriver driver(Topology topology, Path state) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        return new TopologyTestDriver(topology, properties, CAPTURED);
    }
}
