package io.genrestream.inference.track;

import io.genrestream.event.TrackGenre;
import io.genrestream.inference.topology.InferenceTopology;
import io.genrestream.streams.StreamsRuntime;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/** Looks results up in the global store, which holds those of all partitions, committed ones alone. */
public final class TrackResults {
    private final StreamsRuntime runtime;
    private final Deserializer<TrackGenre> deserializer;
    private final String topic;

    public TrackResults(StreamsRuntime runtime, Deserializer<TrackGenre> deserializer, String topic) {
        this.runtime = runtime;
        this.deserializer = deserializer;
        this.topic = topic;
    }

    /** @throws ResultsNotReadyException before the store is filled */
    public Optional<TrackGenre> latest(String streamId) {
        return stored(streamId).map(this::read);
    }

    /** @throws ResultsNotReadyException before the store is filled */
    public Optional<StoredTrack> stored(String streamId) {
        KafkaStreams streams = runtime.streams().orElseThrow(ResultsNotReadyException::new);
        try {
            return Optional.ofNullable(streams.store(StoreQueryParameters.fromNameAndType(
                            InferenceTopology.TRACK_RESULTS, QueryableStoreTypes.<String, StoredTrack>keyValueStore()))
                    .get(streamId));
        } catch (InvalidStateStoreException e) {
            throw new ResultsNotReadyException(e);
        }
    }

    private TrackGenre read(StoredTrack track) {
        return deserializer.deserialize(topic, track.event());
    }
}
