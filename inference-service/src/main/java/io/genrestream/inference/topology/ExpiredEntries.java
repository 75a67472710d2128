package io.genrestream.inference.topology;

import io.genrestream.inference.track.ExpiringEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Removes entries of a global store that are older than their topic's retention, for what a topic deletes by age sends no deletion. Walks
 * round the store a piece at a time as records come in: a global store has no punctuation, and grows by records alone.
 */
final class ExpiredEntries<V extends ExpiringEntry> {
    private static final int RECORDS_BETWEEN = 32;
    /** So many for each record that it is round, and back, within a day of a month's results. */
    private static final int ENTRIES_AT_ONCE = 32 * RECORDS_BETWEEN;

    private final KeyValueStore<String, V> entries;
    private final Duration retention;
    private int records;
    /** Where to go on; null for the beginning. */
    private String next;

    /** @param retention of the topic that the entries came from */
    ExpiredEntries(KeyValueStore<String, V> entries, Duration retention) {
        this.entries = entries;
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
        try (KeyValueIterator<String, V> some = entries.range(next, null)) {
            for (int i = 0; i < ENTRIES_AT_ONCE && some.hasNext(); i++) {
                KeyValue<String, V> entry = some.next();
                if (entry.value.isExpired(now, retention)) {
                    expired.add(entry.key);
                }
            }
            next = some.hasNext() ? some.peekNextKey() : null;
        }
        expired.forEach(entries::delete);
    }
}
