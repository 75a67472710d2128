package io.genrestream.feature.topology;

import io.genrestream.feature.state.StateStores;
import io.genrestream.feature.state.StreamHead;
import io.genrestream.feature.state.StreamHead.Phase;
import io.genrestream.feature.window.FeatureSettings;
import io.genrestream.streams.Faults;
import io.genrestream.streams.GuardedSweep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Ends streams that nobody ended, and removes ended ones in time. The ingest service ends what it opened, so this is for
 * the day when it cannot.
 */
final class Backstop {
    static final Duration INTERVAL = Duration.ofSeconds(10);
    /** As long as results are kept: after that nobody sees that a source which comes back begins anew. */
    static final Duration IDLE_RETENTION = Duration.ofDays(30);

    private final FeatureSettings settings;
    private final int partition;
    private final long assignedAt;
    private final IntPredicate backlog;
    private final StateStores stores;
    private final GuardedSweep guard;
    private final Consumer<String> end;
    private final Consumer<String> endWithoutRest;

    /**
     * @param assignedAt when this process took the partition over: the time before says nothing of the source (ms)
     * @param backlog whether chunks of a partition still wait to be worked through
     * @param end ends a stream as idle
     * @param endWithoutRest does so where that fails, of what is stored of the stream
     */
    Backstop(
            FeatureSettings settings,
            TaskId task,
            long assignedAt,
            IntPredicate backlog,
            StateStores stores,
            Faults faults,
            Consumer<String> end,
            Consumer<String> endWithoutRest) {
        this.settings = settings;
        this.partition = task.partition();
        this.guard = new GuardedSweep(task, "idle-streams", faults, this::sweep);
        this.assignedAt = assignedAt;
        this.backlog = backlog;
        this.stores = stores;
        this.end = end;
        this.endWithoutRest = endWithoutRest;
    }

    /** The sweep, so that a stream whose end fails stops neither the others nor the partition. */
    Punctuator guarded() {
        return guard;
    }

    private void sweep(long now) {
        List<String> expired = new ArrayList<>();
        List<String> idle = new ArrayList<>();
        try (KeyValueIterator<String, StreamHead> heads = stores.heads().all()) {
            while (heads.hasNext()) {
                KeyValue<String, StreamHead> entry = heads.next();
                StreamHead head = entry.value;
                if (!head.isOpen()) {
                    if (now - head.lastChunkAt() >= retention(head).toMillis()) {
                        expired.add(entry.key);
                    }
                } else if (now - Math.max(assignedAt, head.lastChunkAt())
                        >= settings.idleAfter().toMillis()) {
                    idle.add(entry.key);
                }
            }
        }
        expired.forEach(stores.heads()::delete);
        // What waits in the partition may be the very chunks that are missed.
        if (!idle.isEmpty() && !backlog.test(partition)) {
            idle.forEach(id -> guard.item(id, () -> end.accept(id), () -> endWithoutRest.accept(id)));
        }
    }

    private Duration retention(StreamHead marker) {
        return marker.phase() == Phase.IDLE ? IDLE_RETENTION : settings.markerRetention();
    }
}
