package io.genrestream.inference.topology;

import io.genrestream.inference.track.StoredTrack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Removes results that are older than their topic's retention, for what a topic deletes by age sends no deletion. Walks
 * round the store a piece at a time as records come in: a global store has no punctuation, and grows by records alone.
 */
final class ExpiredTracks {
    private static final int RECORDS_BETWEEN = 32;
    /** So many for each record that it is round, and back, within a day of a month's results. */
    private static final int ENTRIES_AT_ONCE = 32 * RECORDS_BETWEEN;

    private final KeyValueStore<String, StoredTrack> results;
    private final Duration retention;
    private int records;
    /** Where to go on; null for the beginning. */
    private String next;

    ExpiredTracks(KeyValueStore<String, StoredTrack> results, Duration retention) {
        this.results = results;
        this.retention = retention;
    }

    /** @param now wall clock (ms since 1970 UTC) */
    void afterRecord(long now) {
        records++;
        if (records >= RECORDS_BETWEEN) {
            records = 0;
            removeSome(now);
        }
    }

    private void removeSome(long now) {
        List<String> expired = new ArrayList<>();
        try (KeyValueIterator<String, StoredTrack> entries = results.range(next, null)) {
            for (int i = 0; i < ENTRIES_AT_ONCE && entries.hasNext(); i++) {
                KeyValue<String, StoredTrack> entry = entries.next();
                if (entry.value.isExpired(now, retention)) {
                    expired.add(entry.key);
                }
            }
            next = entries.hasNext() ? entries.peekNextKey() : null;
        }
        expired.forEach(results::delete);
    }
}
