package io.genrestream.feature.topology;

import io.genrestream.feature.state.StateStores;
import io.genrestream.feature.state.StreamHead;
import io.genrestream.feature.window.FeatureSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Ends streams that nobody ended, and forgets ended ones in time. The ingest service ends what it opened, so this is for
 * the day when it cannot.
 */
final class Backstop {
    static final Duration INTERVAL = Duration.ofSeconds(10);

    private final FeatureSettings settings;
    private final int partition;
    private final long assignedAt;
    private final Backlog backlog;
    private final StateStores stores;
    private final Consumer<String> end;

    /**
     * @param assignedAt when this process took the partition over: the time before tells nothing of the source (ms)
     * @param end ends a stream as idle
     */
    Backstop(
            FeatureSettings settings,
            int partition,
            long assignedAt,
            Backlog backlog,
            StateStores stores,
            Consumer<String> end) {
        this.settings = settings;
        this.partition = partition;
        this.assignedAt = assignedAt;
        this.backlog = backlog;
        this.stores = stores;
        this.end = end;
    }

    void sweep(long now) {
        List<String> forgotten = new ArrayList<>();
        List<String> idle = new ArrayList<>();
        try (KeyValueIterator<String, StreamHead> heads = stores.heads().all()) {
            while (heads.hasNext()) {
                KeyValue<String, StreamHead> entry = heads.next();
                StreamHead head = entry.value;
                if (head.ended()) {
                    if (now - head.lastChunkAt() >= settings.markerRetention().toMillis()) {
                        forgotten.add(entry.key);
                    }
                } else if (now - Math.max(assignedAt, head.lastChunkAt())
                        >= settings.idleAfter().toMillis()) {
                    idle.add(entry.key);
                }
            }
        }
        forgotten.forEach(stores.heads()::delete);
        // What waits in the partition may be the very chunks that are missed.
        if (!idle.isEmpty() && !backlog.exists(partition)) {
            idle.forEach(end);
        }
    }
}
