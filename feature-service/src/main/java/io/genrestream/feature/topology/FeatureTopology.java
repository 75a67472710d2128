package io.genrestream.feature.topology;

import io.genrestream.dsp.aggregate.AggregatedFeatures;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.FeatureAggregate;
import io.genrestream.event.FeatureWindow;
import io.genrestream.feature.state.StateStores;
import io.genrestream.feature.window.FeatureSettings;
import io.genrestream.registry.EventSerdes;
import io.genrestream.streams.DeadLetters;
import io.genrestream.streams.EarlyCommits;
import io.genrestream.streams.EventReader;
import io.genrestream.streams.Faults;
import io.genrestream.streams.GuardedProcessor;
import io.genrestream.streams.RecordTimes;
import io.genrestream.topic.TopicCatalogue;
import java.util.function.IntPredicate;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * Chunks of audio to windows of features and aggregates, and what cannot be read to the dead letters:
 *
 * <pre>
 * chunks -> read-chunks -> make-windows -> features
 *                |              +--------> aggregates
 *                +-> dead-letters
 * </pre>
 */
public final class FeatureTopology {
    static final String CHUNKS = "chunks";
    static final String READ_CHUNKS = "read-chunks";
    static final String MAKE_WINDOWS = "make-windows";
    static final String FEATURES = "features";
    static final String AGGREGATES = "aggregates";
    static final String DEAD_LETTERS = "dead-letters";

    private final TopicCatalogue topics;
    private final EventSerdes serdes;
    private final DeadLetters deadLetters;
    private final Faults faults;
    private final IntPredicate backlog;
    private final FeatureMetrics metrics;

    /** @param backlog whether chunks of a partition still wait to be worked through */
    public FeatureTopology(
            TopicCatalogue topics,
            EventSerdes serdes,
            DeadLetters deadLetters,
            Faults faults,
            IntPredicate backlog,
            FeatureMetrics metrics) {
        this.topics = topics;
        this.serdes = serdes;
        this.deadLetters = deadLetters;
        this.faults = faults;
        this.backlog = backlog;
        this.metrics = metrics;
    }

    public Topology build(FeatureSettings settings) {
        EventReader<AudioChunk> reader = new EventReader<>(
                topics.audioChunks().name(), serdes.deserializer(AudioChunk.class), ChunkError.EMPTY_RECORD);
        Serializer<FeatureWindow> windows = serdes.serializer();
        Serializer<FeatureAggregate> aggregates = serdes.serializer();
        ChunkCheck check = new ChunkCheck(settings.frontEnd().sampleRate());
        EarlyCommits commits = new EarlyCommits(System::nanoTime);
        Topology topology = new Topology();
        topology.addSource(
                Topology.AutoOffsetReset.EARLIEST,
                CHUNKS,
                new RecordTimes(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                topics.audioChunks().name());
        topology.addProcessor(
                READ_CHUNKS,
                () -> new GuardedProcessor(new ReadChunks(reader, check), faults, commits, deadLetters, DEAD_LETTERS),
                CHUNKS);
        topology.addProcessor(MAKE_WINDOWS, () -> new MakeWindows(settings, faults, backlog, metrics), READ_CHUNKS);
        StateStores.builders(new AggregatedFeatures(settings.frontEnd()))
                .forEach(store -> topology.addStateStore(store, MAKE_WINDOWS));
        topology.addSink(FEATURES, topics.audioFeatures().name(), new StringSerializer(), windows, MAKE_WINDOWS);
        topology.addSink(AGGREGATES, topics.audioAggregates().name(), new StringSerializer(), aggregates, MAKE_WINDOWS);
        topology.addSink(
                DEAD_LETTERS,
                topics.deadChunks().name(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                READ_CHUNKS);
        return topology;
    }
}
