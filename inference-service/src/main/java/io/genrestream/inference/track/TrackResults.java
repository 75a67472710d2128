package io.genrestream.inference.track;

import io.genrestream.event.TrackGenre;
import io.genrestream.inference.topology.InferenceTopology;
import io.genrestream.registry.MalformedEventException;
import io.genrestream.streams.StreamsRuntime;
import io.genrestream.topic.Topic;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Looks results up in the global store, which holds those of all partitions, committed ones alone. */
public final class TrackResults {

    /**
     * A stream's latest result.
     *
     * @param offset on its partition of genre.tracks
     * @param event as it is there
     * @param track the event, read
     */
    public record Result(long offset, byte[] event, TrackGenre track) {}

    private final StreamsRuntime runtime;
    private final Topic topic;
    private final Deserializer<TrackGenre> reader;
    private final Clock clock;

    /** @param topic genre.tracks */
    public TrackResults(StreamsRuntime runtime, Topic topic, Deserializer<TrackGenre> reader, Clock clock) {
        this.runtime = runtime;
        this.topic = topic;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Empty where there is none, where it was deleted, and from when on the topic may have deleted it: instances that
     * have cleared it away and those that have not yet answer alike.
     *
     * @throws ResultsNotReadyException before the store is filled
     */
    public Optional<Result> latest(String streamId) {
        KafkaStreams streams = runtime.streams().orElseThrow(ResultsNotReadyException::new);
        try {
            ReadOnlyKeyValueStore<String, StoredTrack> store = streams.store(StoreQueryParameters.fromNameAndType(
                    InferenceTopology.TRACK_RESULTS, QueryableStoreTypes.keyValueStore()));
            return Optional.ofNullable(store.get(streamId))
                    .filter(stored -> !stored.isExpired(clock.millis(), topic.retention()))
                    .flatMap(this::read);
        } catch (InvalidStateStoreException e) {
            throw new ResultsNotReadyException(e);
        }
    }

    private Optional<Result> read(StoredTrack stored) {
        try {
            return Optional.of(
                    new Result(stored.offset(), stored.event(), reader.deserialize(topic.name(), stored.event())));
        } catch (MalformedEventException e) {
            // A record that nobody can read is no result.
            return Optional.empty();
        }
    }
}
