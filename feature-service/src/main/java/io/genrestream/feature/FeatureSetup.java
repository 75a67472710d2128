package io.genrestream.feature;

import io.genrestream.dsp.FrontEnd;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.rhythm.RhythmModule;
import io.genrestream.feature.topology.FeatureMetrics;
import io.genrestream.feature.topology.FeatureTopology;
import io.genrestream.feature.window.FeatureSettings;
import io.genrestream.kit.settings.HeapBudget;
import io.genrestream.streams.DeadLetters;
import io.genrestream.streams.Faults;
import io.genrestream.streams.StartCondition;
import io.genrestream.streams.StreamsConnection;
import io.genrestream.streams.StreamsHeap;
import io.genrestream.topic.TopicCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.IntPredicate;
import org.apache.kafka.streams.Topology;

/** What the configuration comes to: topics, serdes, topology and the properties to run it with. */
final class FeatureSetup implements AutoCloseable {
    private static final long SERVICE_BYTES = 46 << 20;

    private final FeatureConfig config;
    private final StreamsConnection connection;
    private final TopicCatalogue topics;
    private final FeatureSettings settings;

    /**
     * @param kafka properties of Kafka's clients
     * @throws io.genrestream.topic.WindowTooLargeException if no record could hold the front end's windows
     */
    FeatureSetup(FeatureConfig config, Map<String, ?> kafka) {
        this.config = config;
        this.connection = new StreamsConnection(config, kafka);
        this.topics = connection.topics();
        this.settings = new FeatureSettings(
                config.frontEnd().map(FrontEndSpec::parse).orElse(FrontEndSpec.SHIPPED),
                config.aggregateEvery(),
                config.idleAfter(),
                topics.audioChunks().retention(),
                RhythmModule.find());
        topics.limit()
                .requireRoomFor(
                        settings.frontEnd().frames(), settings.frontEnd().frameWidth());
    }

    String chunksTopic() {
        return topics.audioChunks().name();
    }

    Topology topology(String version, IntPredicate backlog, Faults faults, FeatureMetrics metrics) {
        DeadLetters deadLetters = connection.deadLetters(version, metrics.streams());
        return new FeatureTopology(topics, connection.serdes(), deadLetters, faults, backlog, metrics).build(settings);
    }

    Properties properties() {
        return connection
                .application(topics.featureGroup(), config.stateDir(), config.threads())
                .properties();
    }

    HeapBudget heap() {
        return new HeapBudget(StreamsHeap.parts(SERVICE_BYTES, config.threads(), topics));
    }

    List<StartCondition> conditions() {
        return List.of(
                // Before the group is joined: the first second of vector code is a hundred times slower than the rest.
                new StartCondition("the front end", this::warmUp),
                connection.topicsAreThere(),
                connection.eventsAreRegistered());
    }

    private void warmUp() {
        new FrontEnd(settings.frontEnd()).warmUp();
        settings.rhythm()
                .ifPresent(module ->
                        module.tracker(settings.frontEnd().sampleRate()).warmUp());
    }

    @Override
    public void close() {
        connection.close();
    }
}
