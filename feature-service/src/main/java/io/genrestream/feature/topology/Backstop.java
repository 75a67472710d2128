package io.genrestream.feature.topology;

import io.genrestream.event.EndReason;
import io.genrestream.feature.state.StateStores;
import io.genrestream.feature.state.StreamHead;
import io.genrestream.feature.state.StreamHead.Phase;
import io.genrestream.feature.window.FeatureSettings;
import io.genrestream.feature.window.StreamWindows;
import io.genrestream.kit.log.StreamAtWork;
import io.genrestream.streams.Faults;
import io.genrestream.streams.GuardedSweep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends streams that nobody ended, and removes ended ones in time. The ingest service ends what it opened, so this is
 * for the day when it cannot.
 */
final class Backstop {
    static final Duration INTERVAL = Duration.ofSeconds(10);
    /** As long as results are kept: after that nobody sees that a source which comes back begins anew. */
    static final Duration IDLE_RETENTION = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(Backstop.class);

    private final FeatureSettings settings;
    private final int partition;
    private final long assignedAt;
    private final IntPredicate backlog;
    private final StateStores stores;
    private final StreamWindows windows;
    private final Function<String, StreamHead> known;
    private final FeatureMetrics metrics;
    private final GuardedSweep guard;

    /**
     * @param context of a task that is being assigned: the time before says nothing of its streams' sources
     * @param backlog whether chunks of a partition still wait to be worked through
     * @param known the head of a stream by its id
     */
    Backstop(
            FeatureSettings settings,
            ProcessorContext<?, ?> context,
            IntPredicate backlog,
            StateStores stores,
            StreamWindows windows,
            Function<String, StreamHead> known,
            Faults faults,
            FeatureMetrics metrics) {
        this.settings = settings;
        this.partition = context.taskId().partition();
        this.assignedAt = context.currentSystemTimeMs();
        this.backlog = backlog;
        this.stores = stores;
        this.windows = windows;
        this.known = known;
        this.metrics = metrics;
        this.guard = new GuardedSweep(context.taskId(), "idle-streams", faults, this::sweep);
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
            idle.forEach(id -> guard.item(id, () -> end(id, windows::end), () -> end(id, windows::endWithoutRest)));
        }
    }

    private void end(String id, End end) {
        metrics.idleStream();
        StreamAtWork.run(
                id, () -> LOG.info("Stream {} is ended, for nothing has come of it for {}.", id, settings.idleAfter()));
        StreamHead head = known.apply(id);
        end.write(id, head, EndReason.IDLE);
        // A live source may come back after a night; an upload does not.
        stores.heads().put(id, head.metadata().live() ? head.idle() : head.marker());
    }

    private Duration retention(StreamHead marker) {
        return marker.phase() == Phase.IDLE ? IDLE_RETENTION : settings.markerRetention();
    }

    /** How the windows of a stream end: with what is stored of it, or without where that fails. */
    private interface End {
        void write(String id, StreamHead head, EndReason reason);
    }
}
