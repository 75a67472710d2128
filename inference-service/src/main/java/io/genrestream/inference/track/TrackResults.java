package io.genrestream.inference.track;

import io.genrestream.inference.topology.InferenceTopology;
import io.genrestream.streams.StreamsRuntime;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;

/** Looks results up in the global store, which holds those of all partitions, committed ones alone. */
public final class TrackResults {
    private final StreamsRuntime runtime;

    public TrackResults(StreamsRuntime runtime) {
        this.runtime = runtime;
    }

    /** @throws ResultsNotReadyException before the store is filled */
    public Optional<StoredTrack> latest(String streamId) {
        KafkaStreams streams = runtime.streams().orElseThrow(ResultsNotReadyException::new);
        try {
            return Optional.ofNullable(streams.store(StoreQueryParameters.fromNameAndType(
                            InferenceTopology.TRACK_RESULTS, QueryableStoreTypes.<String, StoredTrack>keyValueStore()))
                    .get(streamId));
        } catch (InvalidStateStoreException e) {
            throw new ResultsNotReadyException(e);
        }
    }
}
