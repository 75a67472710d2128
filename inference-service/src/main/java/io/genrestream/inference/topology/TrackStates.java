package io.genrestream.inference.topology;

import io.genrestream.scoring.track.TrackEntries;
import io.genrestream.scoring.track.TrackScore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The streams that are open or ended a short while ago, in two stores in memory: of each stream a state, which changes
 * with every window, and the entries of its score, which are written once (docs/adr/0023-live-state-in-entries.md).
 * Cached, so that an upload, whose windows come faster than commits, is written once a commit.
 */
final class TrackStates {
    static final String STATES = "track-states";
    static final String ENTRIES = "track-entries";

    /** Longer than the feature service remembers an ended stream, so that its late duplicates find ours. */
    private static final Duration MARKER_RETENTION = Duration.ofHours(2);
    /** As long as results are kept: after that nobody sees that segments are counted from 0 again. */
    private static final Duration IDLE_RETENTION = Duration.ofDays(30);
    /** The feature service ends what goes idle, so only a stream that it never came back to gets this old. */
    private static final Duration ABANDONED_AFTER = Duration.ofHours(24);

    /**
     * Most of a changelog is soon out of date. The segment that is open is never compacted, and a start reads it whole:
     * both the open and the closed part are to be small.
     */
    private static final Map<String, String> CHANGELOG = Map.of(
            TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(4 << 20),
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.3",
            TopicConfig.DELETE_RETENTION_MS_CONFIG,
                    Long.toString(Duration.ofHours(1).toMillis()));

    private final KeyValueStore<String, TrackState> states;
    private final KeyValueStore<String, byte[]> entries;
    private final long assignedAt;

    TrackStates(ProcessorContext<?, ?> context) {
        this.states = context.getStateStore(STATES);
        this.entries = context.getStateStore(ENTRIES);
        this.assignedAt = context.currentSystemTimeMs();
    }

    static List<StoreBuilder<?>> builders() {
        return List.of(builder(STATES, new TrackState.Format().serde()), builder(ENTRIES, Serdes.ByteArray()));
    }

    /** Null where nothing is known of the stream. */
    TrackState get(String streamId) {
        return states.get(streamId);
    }

    void put(String streamId, TrackState state) {
        states.put(streamId, state);
    }

    /** Where the parts of the stream's score lie. */
    TrackEntries entries(String streamId) {
        return new StoredEntries(entries, streamId);
    }

    /** Removes the parts of the score, which {@code state} is the head of; null for none. */
    void removeScore(String streamId, TrackState state) {
        if (state != null && state.isOpen()) {
            TrackScore.remove(state.score(), entries(streamId));
        }
    }

    void purge(long now) {
        try (KeyValueIterator<String, TrackState> all = states.all()) {
            while (all.hasNext()) {
                KeyValue<String, TrackState> entry = all.next();
                Duration kept = switch (entry.value.phase()) {
                    case OPEN -> ABANDONED_AFTER;
                    case ENDED -> MARKER_RETENTION;
                    case IDLE -> IDLE_RETENTION;
                };
                if (now - Math.max(entry.value.writtenAt(), assignedAt) > kept.toMillis()) {
                    removeScore(entry.key, entry.value);
                    states.delete(entry.key);
                }
            }
        }
    }

    private static <V> StoreBuilder<?> builder(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withCachingEnabled()
                .withLoggingEnabled(CHANGELOG);
    }

    /** The entries of one stream's score. No stream's id has a slash in it, so that no two streams share a key. */
    private record StoredEntries(KeyValueStore<String, byte[]> store, String streamId) implements TrackEntries {

        @Override
        public byte[] get(Kind kind, long number) {
            return store.get(key(kind, number));
        }

        @Override
        public void put(Kind kind, long number, byte[] entry) {
            store.put(key(kind, number), entry);
        }

        @Override
        public void remove(Kind kind, long number) {
            store.delete(key(kind, number));
        }

        private String key(Kind kind, long number) {
            return streamId
                    + switch (kind) {
                        case WINDOW -> "/w";
                        case CHANGE -> "/c";
                        case SEGMENT -> "/s";
                        case SEGMENT_CHANGE -> "/d";
                    }
                    + number;
        }
    }
}
