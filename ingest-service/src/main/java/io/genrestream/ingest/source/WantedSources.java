package io.genrestream.ingest.source;

import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.group.Membership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that this instance follows the wanted sources of its partitions, and no others: those of the partitions that
 * the group gives it. While it is not certain to be counted in, it opens and ends nothing, and keeps what it has connected
 * for as long as {@link GracePeriod} says.
 */
public final class WantedSources implements AutoCloseable {
    /** Follows live sources at this instance. Whoever calls it sees to it that a source is followed at most once here. */
    public interface Runner {
        /**
         * Opens the source and feeds its stream, through all breaks, until it is stopped. Returns at once.
         *
         * @throws IngestException when it cannot be followed at present, such as for want of its credential; nothing has changed
         *     then
         */
        void start(SourceWanted wanted);

        /**
         * Leaves the source unopened for now, and says in its stream's status that it waits. Returns at once.
         *
         * @param why it waits
         */
        void postpone(SourceWanted wanted, IngestException why);

        /**
         * Closes the source, if it is open, and returns when nothing more of it is published. Its stream stays in progress:
         * whoever follows the source next goes on with it. For one that was neither started nor postponed it does nothing.
         */
        void stop(String streamId);

        /** Does what {@link #stop} does, and ends the stream as COMPLETE, since nobody wants the source any more. */
        void end(String streamId);
    }

    private static final Logger LOG = LoggerFactory.getLogger(WantedSources.class);
    private static final long CHECK_MILLIS = 250;

    private final SourceView view;
    private final Membership membership;
    private final Runner runner;
    private final int most;
    private final GracePeriod gracePeriod;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("ingest-sources").factory());

    /** By stream id, as they were started or postponed; guarded by this. */
    private final Map<String, SourceWanted> followed = new HashMap<>();

    private final Map<String, SourceWanted> postponed = new HashMap<>();

    /** Ids of streams that are being ended, which may take as long as the broker is away. */
    private final Set<String> ending = ConcurrentHashMap.newKeySet();

    private boolean started;
    private boolean closed;
    private volatile Throwable death;

    /**
     * @param most sources that are followed at once (count)
     * @param longestGrace how long sources stay connected while this instance is not certain to be counted in
     */
    public WantedSources(SourceView view, Membership membership, Runner runner, int most, Duration longestGrace) {
        this.view = view;
        this.membership = membership;
        this.runner = runner;
        this.most = most;
        this.gracePeriod = new GracePeriod(longestGrace, membership.exclusiveFor(), System::nanoTime);
        membership.whenPartitionsGo(this::reconcileSafely);
    }

    /** To be called when the view has seen all that is wanted. */
    public void start() {
        synchronized (this) {
            started = true;
        }
        executor.scheduleWithFixedDelay(this::reconcileSafely, 0, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What ended it for good; the process has to be started again then. */
    public Optional<Throwable> death() {
        return Optional.ofNullable(death);
    }

    /** Sources that are followed here (count). */
    public synchronized int count() {
        return followed.size();
    }

    /** Closes all sources; their streams stay in progress. */
    @Override
    public void close() {
        executor.shutdown();
        synchronized (this) {
            closed = true;
            reconcile();
        }
    }

    private void reconcileSafely() {
        try {
            reconcile();
        } catch (RuntimeException e) {
            LOG.warn("Looking after the live sources failed and is tried again.", e);
        } catch (Throwable e) {
            // The executor would pass over it, and never run this again.
            LOG.error("Looking after the live sources has ended for good.", e);
            death = e;
            throw e;
        }
    }

    private synchronized void reconcile() {
        if (!started) {
            return;
        }
        boolean certain = membership.isCertain();
        Set<Integer> mine = gracePeriod.lasts(certain) && !closed ? membership.partitions() : Set.of();
        stop(remove(source -> !view.isOf(source.getStreamId(), mine)));
        if (certain && !closed) {
            follow(mine);
        }
        gracePeriod.reconciled();
    }

    private void follow(Set<Integer> mine) {
        Map<String, SourceWanted> due = new LinkedHashMap<>();
        view.of(mine).forEach(source -> due.put(source.getStreamId(), source));
        List<String> replaced = new ArrayList<>();
        for (String id : remove(source -> !source.equals(due.get(source.getStreamId())))) {
            if (view.get(id).isEmpty()) {
                end(id);
            } else {
                replaced.add(id);
            }
        }
        stop(replaced);
        for (SourceWanted source : due.values()) {
            if (!followed.containsKey(source.getStreamId()) && !ending.contains(source.getStreamId())) {
                take(source);
            }
        }
    }

    /** Removes those that were started or postponed and match; returns their ids. */
    private List<String> remove(Predicate<SourceWanted> which) {
        List<String> ids = Stream.concat(followed.values().stream(), postponed.values().stream())
                .filter(which)
                .map(SourceWanted::getStreamId)
                .toList();
        ids.forEach(followed::remove);
        ids.forEach(postponed::remove);
        return ids;
    }

    private void end(String id) {
        ending.add(id);
        Thread.ofVirtual().name("end-" + id).start(() -> {
            try {
                runner.end(id);
            } catch (RuntimeException e) {
                LOG.error("Ending stream {} of a source that is not wanted any more failed.", id, e);
            } finally {
                ending.remove(id);
            }
        });
    }

    /** All at once, since a partition's new owner waits for them; returns when they are closed. */
    private void stop(List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            ids.forEach(id -> all.submit(() -> {
                try {
                    runner.stop(id);
                } catch (RuntimeException e) {
                    LOG.error("Closing live source {} failed.", id, e);
                }
            }));
        }
    }

    private void take(SourceWanted source) {
        if (followed.size() >= most) {
            postpone(source, new IngestException(IngestError.TOO_MANY_SOURCES, most + " at this instance"));
            return;
        }
        try {
            runner.start(source);
            postponed.remove(source.getStreamId());
            followed.put(source.getStreamId(), source);
        } catch (IngestException e) {
            postpone(source, e);
        }
    }

    /** Says so once; the next check tries again. */
    private void postpone(SourceWanted source, IngestException why) {
        if (postponed.put(source.getStreamId(), source) == null) {
            runner.postpone(source, why);
        }
    }
}
