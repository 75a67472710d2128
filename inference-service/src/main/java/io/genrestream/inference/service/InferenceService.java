package io.genrestream.inference.service;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import io.genrestream.inference.InferenceMetrics;
import io.genrestream.inference.follow.FollowerSettings;
import io.genrestream.inference.follow.Followers;
import io.genrestream.inference.follow.ResultTopics;
import io.genrestream.inference.topology.InferenceTopology;
import io.genrestream.inference.track.TrackResults;
import io.genrestream.registry.EventSerdes;
import io.genrestream.registry.RegisteredEvents;
import io.genrestream.registry.RegistrySettings;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.ModelException;
import io.genrestream.scoring.ModelInput;
import io.genrestream.streams.DeadLetters;
import io.genrestream.streams.StartCondition;
import io.genrestream.streams.StreamsRuntime;
import io.genrestream.streams.StreamsSettings;
import io.genrestream.topic.RecordLimit;
import io.genrestream.topic.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the parts together from the configuration, starts them and closes them in order. */
@Singleton
public class InferenceService {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceService.class);
    private static final String APPLICATION = "genrestream-inference";
    private static final Set<ModelInput> FED = EnumSet.of(ModelInput.LOG_MEL_DB, ModelInput.MFCC);

    private final GenreModel model;
    private final EventSerdes serdes;
    private final StreamsRuntime runtime;
    private final TrackResults results;
    private final Followers followers;

    InferenceService(
            InferenceConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.version") String version,
            MeterRegistry meters)
            throws ModelException {
        this.model = load(config);
        ModelDescription description = model.description();
        RecordLimit limit = new RecordLimit(config.maxRecordBytes());
        TopicCatalogue topics = new TopicCatalogue(config.prefix().orElse(""), config.partitions(), limit);
        Map<String, String> client = texts(kafka);
        this.serdes = new EventSerdes(registry(config, kafka));
        InferenceTopology topology = new InferenceTopology(
                topics,
                serdes.deserializer(FeatureWindow.class),
                serdes.serializer(),
                serdes.serializer(),
                model,
                new DeadLetters(version),
                new InferenceMetrics(meters, description));
        Properties properties = new StreamsSettings(
                        topics.prefixed(APPLICATION),
                        config.instance(),
                        config.stateDir(),
                        config.threads(),
                        client,
                        limit.streams())
                .properties();
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        this.runtime = new StreamsRuntime(
                topology::build,
                properties,
                List.of(
                        StartCondition.topics(client, topics::check),
                        new StartCondition("registry", new RegisteredEvents(serdes.client(), topics)::check)));
        Deserializer<TrackGenre> trackReader = serdes.deserializer(TrackGenre.class);
        this.results =
                new TrackResults(runtime, trackReader, topics.genreTracks().name());
        this.followers = new Followers(
                new ResultTopics(topics, serdes.deserializer(GenrePrediction.class), trackReader),
                results,
                new FollowerSettings(
                        consumer(kafka, limit),
                        config.events().connections(),
                        config.events().heartbeat(),
                        config.events().idle()));
        LOG.info(
                "Model {} {} ({}), labels {}",
                description.name(),
                description.version(),
                description.digest(),
                description.labels());
    }

    void start(@Observes StartupEvent event) {
        runtime.start();
    }

    void stop(@Observes ShutdownEvent event) {
        followers.close();
        runtime.close();
        serdes.close();
        // Last, for a run under way would not survive it.
        model.close();
    }

    @Produces
    @Singleton
    ModelDescription model() {
        return model.description();
    }

    @Produces
    @Singleton
    StreamsRuntime runtime() {
        return runtime;
    }

    @Produces
    @Singleton
    TrackResults results() {
        return results;
    }

    @Produces
    @Singleton
    Followers followers() {
        return followers;
    }

    private static GenreModel load(InferenceConfig config) throws ModelException {
        GenreModel loaded = null;
        try {
            loaded = GenreModel.load(config.model());
            loaded.description()
                    .requireFrontEnd(config.frontEnd().map(FrontEndSpec::parse).orElse(FrontEndSpec.SHIPPED));
            loaded.description().requireInputsWithin(FED);
            return loaded;
        } catch (ModelException e) {
            if (loaded != null) {
                loaded.close();
            }
            LOG.error("{}: {}", e.code(), e.getMessage());
            throw e;
        }
    }

    private static Map<String, Object> registry(InferenceConfig config, Map<String, Object> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(RegistrySettings.URLS, config.schemaRegistry());
        properties.put(RecordLimit.SETTING, config.maxRecordBytes());
        config.serializer().ifPresent(name -> properties.put(EventSerdes.SERIALIZER, name));
        config.deserializer().ifPresent(name -> properties.put(EventSerdes.DESERIALIZER, name));
        return properties;
    }

    private static Map<String, Object> consumer(Map<String, Object> kafka, RecordLimit limit) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.putAll(limit.consumer());
        return properties;
    }

    private static Map<String, String> texts(Map<String, Object> kafka) {
        Map<String, String> texts = new HashMap<>();
        kafka.forEach((key, value) -> texts.put(key, value.toString()));
        return texts;
    }
}
