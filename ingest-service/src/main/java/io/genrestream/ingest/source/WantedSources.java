package io.genrestream.ingest.source;

import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.group.Membership;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that this instance follows the wanted sources of its partitions, and no others: those of the partitions that
 * the group gives it, for as long as it is certain to be counted in. An instance that is cut off or was frozen thus closes
 * its sources before others may open them.
 */
public final class WantedSources implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WantedSources.class);
    private static final long LOOK_MILLIS = 250;

    private final SourceView view;
    private final Membership membership;
    private final SourceRunner runner;
    private final int most;
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

    /** @param most sources that are followed at once (count) */
    public WantedSources(SourceView view, Membership membership, SourceRunner runner, int most) {
        this.view = view;
        this.membership = membership;
        this.runner = runner;
        this.most = most;
        membership.whenPartitionsGo(this::lookSafely);
    }

    /** To be called when the view has seen all that is wanted. */
    public void start() {
        synchronized (this) {
            started = true;
        }
        executor.scheduleWithFixedDelay(this::lookSafely, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
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
            look();
        }
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("Looking after the live sources failed and is tried again.", e);
        } catch (Throwable e) {
            // The executor would pass over it, and never run this again.
            LOG.error("Looking after the live sources has ended for good.", e);
            death = e;
            throw e;
        }
    }

    private synchronized void look() {
        if (!started) {
            return;
        }
        Set<Integer> mine = closed || !membership.isCertain() ? Set.of() : membership.partitions();
        Map<String, SourceWanted> due = new LinkedHashMap<>();
        view.of(mine).forEach(source -> due.put(source.getStreamId(), source));
        leave(due, !mine.isEmpty());
        for (SourceWanted source : due.values()) {
            if (!followed.containsKey(source.getStreamId()) && !ending.contains(source.getStreamId())) {
                take(source);
            }
        }
    }

    /** @param inCharge whether this instance may end streams of sources that nobody wants any more */
    private void leave(Map<String, SourceWanted> due, boolean inCharge) {
        List<String> leaving = new ArrayList<>();
        List<SourceWanted> before = new ArrayList<>(followed.values());
        before.addAll(postponed.values());
        for (SourceWanted source : before) {
            String id = source.getStreamId();
            if (!source.equals(due.get(id))) {
                followed.remove(id);
                postponed.remove(id);
                if (inCharge && view.get(id).isEmpty()) {
                    end(id);
                } else {
                    leaving.add(id);
                }
            }
        }
        stop(leaving);
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

    /** Says so once; the next look tries again. */
    private void postpone(SourceWanted source, IngestException why) {
        if (postponed.put(source.getStreamId(), source) == null) {
            runner.postpone(source, why);
        }
    }
}
