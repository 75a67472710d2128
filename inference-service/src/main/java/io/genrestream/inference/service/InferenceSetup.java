package io.genrestream.inference.service;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.FeatureAggregate;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.StreamStatus;
import io.genrestream.event.TrackGenre;
import io.genrestream.inference.InferenceMetrics;
import io.genrestream.inference.follow.EventStreamSettings;
import io.genrestream.inference.follow.FrameTopic;
import io.genrestream.inference.follow.ResultTopics;
import io.genrestream.inference.topology.InferenceTopology;
import io.genrestream.inference.track.LatestAggregate;
import io.genrestream.kit.settings.HeapBudget;
import io.genrestream.kit.settings.HeapBudget.Part;
import io.genrestream.registry.EventSerdes;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.ModelException;
import io.genrestream.streams.Faults;
import io.genrestream.streams.StartCondition;
import io.genrestream.streams.StreamsConnection;
import io.genrestream.streams.StreamsHeap;
import io.genrestream.topic.TopicCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What the configuration comes to: topics, serdes, topology and the properties to run it with. */
final class InferenceSetup implements AutoCloseable {
    private static final long SERVICE_BYTES = 46 << 20;
    private static final int MOST_BYTES_FETCHED = 2 << 20;
    /** Up to six tails and four readers, each of which holds what it has fetched. */
    private static final int CONSUMERS = 10;

    private final InferenceConfig config;
    private final StreamsConnection connection;
    private final TopicCatalogue topics;
    private final EventSerdes serdes;

    /** @param kafka properties of Kafka's clients */
    InferenceSetup(InferenceConfig config, Map<String, ?> kafka) {
        this.config = config;
        this.connection = new StreamsConnection(config, kafka);
        this.topics = connection.topics();
        this.serdes = connection.serdes();
    }

    /**
     * Loads the configured model, and refuses one that does not fit the rest of the installation.
     *
     * @throws ModelException with the sentence to show
     */
    static GenreModel model(InferenceConfig config) throws ModelException {
        GenreModel model = GenreModel.load(config.model());
        try {
            model.description()
                    .requireFrontEnd(config.frontEnd().map(FrontEndSpec::parse).orElse(FrontEndSpec.SHIPPED));
            return model;
        } catch (ModelException e) {
            model.close();
            throw e;
        }
    }

    InferenceTopology topology(GenreModel model, String version, Faults faults, InferenceMetrics metrics) {
        return new InferenceTopology(
                topics,
                serdes.deserializer(FeatureWindow.class),
                serdes.deserializer(StreamStatus.class),
                serdes.serializer(),
                serdes.serializer(),
                model,
                config.segments().longest(),
                connection.deadLetters(version, metrics.streams()),
                faults,
                metrics);
    }

    Properties properties() {
        Properties properties = connection
                .application(topics.inferenceGroup(), config.stateDir(), config.threads())
                .properties();
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        return properties;
    }

    HeapBudget heap() {
        List<Part> parts = new ArrayList<>(StreamsHeap.parts(SERVICE_BYTES, config.threads(), topics));
        parts.add(new Part(
                "events that viewers have not taken",
                "32 MiB, then connections are closed",
                "",
                EventStreamSettings.MOST_PENDING_OF_ALL));
        parts.add(new Part(
                "reading results for viewers", "10 consumers x 2 MiB", "", CONSUMERS * (long) MOST_BYTES_FETCHED));
        return new HeapBudget(parts);
    }

    List<StartCondition> conditions() {
        return List.of(connection.topicsAreThere(), connection.eventsAreRegistered());
    }

    ResultTopics resultTopics() {
        return new ResultTopics(
                topics, serdes.deserializer(GenrePrediction.class), serdes.deserializer(TrackGenre.class));
    }

    FrameTopic frameTopic(ModelDescription model) {
        return new FrameTopic(topics, serdes.deserializer(FeatureWindow.class), model.frontEnd());
    }

    LatestAggregate latestAggregate() {
        return new LatestAggregate(
                topics,
                serdes.deserializer(FeatureAggregate.class),
                eventStreams().client());
    }

    EventStreamSettings eventStreams() {
        Map<String, Object> consumer = new HashMap<>(connection.client());
        consumer.putAll(topics.limit().consumer());
        consumer.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES_FETCHED);
        InferenceConfig.Events events = config.events();
        return new EventStreamSettings(
                consumer, events.connections(), events.heartbeat(), events.idle(), events.patience());
    }

    ResultsFolder resultsFolder() {
        Properties properties = properties();
        Path application = Path.of(
                properties.getProperty(StreamsConfig.STATE_DIR_CONFIG),
                properties.getProperty(StreamsConfig.APPLICATION_ID_CONFIG));
        return new ResultsFolder(application.resolve("global"), InferenceTopology.TRACK_RESULTS);
    }

    @Override
    public void close() {
        connection.close();
    }
}
