package io.genrestream.inference.track;

import io.genrestream.inference.topology.InferenceTopology;
import io.genrestream.streams.StreamsRuntime;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Looks up whose a stream is, in the global store that holds those of all partitions. */
public final class StreamOwners {
    private final StreamsRuntime runtime;

    public StreamOwners(StreamsRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * Empty where nobody owns it, or nothing is known of it.
     *
     * @throws ResultsNotReadyException before the store is filled
     */
    public Optional<String> of(String streamId) {
        KafkaStreams streams = runtime.streams().orElseThrow(ResultsNotReadyException::new);
        try {
            ReadOnlyKeyValueStore<String, StoredOwner> store = streams.store(StoreQueryParameters.fromNameAndType(
                    InferenceTopology.STREAM_OWNERS, QueryableStoreTypes.keyValueStore()));
            return Optional.ofNullable(store.get(streamId)).map(StoredOwner::owner);
        } catch (InvalidStateStoreException e) {
            throw new ResultsNotReadyException(e);
        }
    }
}
