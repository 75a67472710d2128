package io.genrestream.inference.topology;

import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.StreamStatus;
import io.genrestream.event.TrackGenre;
import io.genrestream.inference.InferenceMetrics;
import io.genrestream.inference.track.StoredOwner;
import io.genrestream.inference.track.StoredTrack;
import io.genrestream.scoring.GenreModel;
import io.genrestream.streams.DeadLetters;
import io.genrestream.streams.EarlyCommits;
import io.genrestream.streams.EventReader;
import io.genrestream.streams.Faults;
import io.genrestream.streams.GuardedProcessor;
import io.genrestream.streams.GuardedStoreProcessor;
import io.genrestream.streams.RecordTimes;
import io.genrestream.topic.TopicCatalogue;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Windows of {@code audio.features} to predictions, and predictions to the genre of their track, which every instance
 * keeps for all streams in a global store, and to the segments of live streams.
 *
 * @param statuses reads values of {@code audio.streams}, which say whose a stream is
 * @param predictions writes values of {@code genre.predictions}
 * @param tracks writes values of {@code genre.tracks} and {@code genre.segments}
 * @param longestSegment of a live stream
 */
public record InferenceTopology(
        TopicCatalogue topics,
        Deserializer<FeatureWindow> windows,
        Deserializer<StreamStatus> statuses,
        Serializer<GenrePrediction> predictions,
        Serializer<TrackGenre> tracks,
        GenreModel model,
        Duration longestSegment,
        DeadLetters deadLetters,
        Faults faults,
        InferenceMetrics metrics) {

    /** The global store of the latest result of each stream. */
    public static final String TRACK_RESULTS = "latest-results";

    /** The global store of the owner of each stream that has one. */
    public static final String STREAM_OWNERS = "stream-owners";

    static final String FINAL_HEADER = "final";
    static final String CLASSIFY = "classify-windows";
    static final String PREDICTIONS = "predictions";
    static final String TRACKS = "tracks";
    static final String SEGMENTS = "segments";
    static final String DEAD_LETTERS = "dead-letters";
    private static final String WINDOWS = "windows";
    private static final String RESULTS = "results";
    private static final String STORE_RESULTS = "store-results";
    private static final String STREAMS = "streams";
    private static final String STORE_OWNERS = "store-owners";

    public Topology build() {
        EarlyCommits commits = new EarlyCommits(System::nanoTime);
        Topology topology = new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        WINDOWS,
                        new RecordTimes(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.audioFeatures().name())
                .addProcessor(
                        CLASSIFY,
                        () -> new GuardedProcessor(classifyWindows(), faults, commits, deadLetters, DEAD_LETTERS),
                        WINDOWS)
                .addSink(PREDICTIONS, topics.genrePredictions().name(), new StringSerializer(), predictions, CLASSIFY)
                .addSink(TRACKS, topics.genreTracks().name(), new StringSerializer(), tracks, CLASSIFY)
                .addSink(SEGMENTS, topics.genreSegments().name(), new StringSerializer(), tracks, CLASSIFY)
                .addSink(
                        DEAD_LETTERS,
                        topics.deadFeatures().name(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        CLASSIFY)
                .addGlobalStore(
                        trackResults(),
                        RESULTS,
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.genreTracks().name(),
                        STORE_RESULTS,
                        () -> new GuardedStoreProcessor<>(
                                new StoreTracks(topics.genreTracks().retention()), faults))
                .addGlobalStore(
                        streamOwners(),
                        STREAMS,
                        new StringDeserializer(),
                        new ByteArrayDeserializer(),
                        topics.audioStreams().name(),
                        STORE_OWNERS,
                        () -> new GuardedStoreProcessor<>(
                                new StoreOwners(
                                        topics.audioStreams().name(),
                                        topics.audioStreams().retention(),
                                        statuses),
                                faults));
        TrackStates.builders().forEach(store -> topology.addStateStore(store, CLASSIFY));
        return topology;
    }

    private ClassifyWindows classifyWindows() {
        EventReader<FeatureWindow> reader =
                new EventReader<>(topics.audioFeatures().name(), windows, WindowError.EMPTY_RECORD);
        return new ClassifyWindows(reader, model, longestSegment, metrics);
    }

    private static StoreBuilder<?> streamOwners() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STREAM_OWNERS), Serdes.String(), StoredOwner.serde())
                .withLoggingDisabled();
    }

    /** On disk: it holds every stream of the last 30 days. */
    private static StoreBuilder<?> trackResults() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(TRACK_RESULTS), Serdes.String(), StoredTrack.serde())
                .withLoggingDisabled();
    }
}
