package io.genrestream.inference.follow;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.inference.follow.ResultEvent.Kind;
import io.genrestream.inference.track.ResultsNotReadyException;
import io.genrestream.inference.track.TrackResults;
import io.genrestream.topic.LogTail;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends streams' events to those who follow them, at every instance all streams (docs/adr/0024-one-tail-for-all-viewers.md).
 * One tail of each topic serves everybody: a viewer costs a connection and a few hundred bytes, no thread and no
 * consumer. Who comes for the past gets it from the recent events, or from a few readers of the topics that all share,
 * and then joins those whom the tail serves, under one lock, so that it misses nothing and gets nothing twice.
 */
public final class Followers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Followers.class);
    private static final long RECENT_BYTES = 8 << 20;
    private static final int READERS = 4;
    private static final long READER_IDLE_SECONDS = 10;

    private final ResultTopics topics;
    private final TrackResults results;
    private final FollowerSettings settings;
    private final Messages messages;
    private final LogTail predictions;
    private final LogTail tracks;
    private final Admin admin;
    private final Beginnings beginnings;
    private final CatchUp catchUp;
    private final FinalOrder finals;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("viewers").factory());
    private final ThreadPoolExecutor readers = new ThreadPoolExecutor(
            READERS,
            READERS,
            READER_IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("viewers-reader-", 0).factory());
    private final AtomicBoolean started = new AtomicBoolean();

    // Guarded by this.
    private final Viewers viewers;
    private final RecentEvents recent;
    /** By stream, those who are sent what the tail brings. */
    private final Map<String, Set<Viewer>> joined = new HashMap<>();

    public Followers(ResultTopics topics, TrackResults results, FollowerSettings settings, ObjectMapper json) {
        this.topics = topics;
        this.results = results;
        this.settings = settings;
        this.messages = new Messages(topics, json);
        this.predictions = tail(Kind.PREDICTION);
        this.tracks = tail(Kind.TRACK);
        this.admin = Admin.create(settings.client());
        this.beginnings = new Beginnings(topics, messages);
        this.catchUp = new CatchUp(topics, messages, settings.client());
        this.finals = new FinalOrder(admin, topics, predictions, clock);
        this.viewers = new Viewers(settings);
        this.recent = new RecentEvents(topics.topics().partitions(), RECENT_BYTES);
        readers.allowCoreThreadTimeOut(true);
    }

    /** Begins to follow the topics, which must be there. Called again it does nothing. */
    public void start() {
        if (started.compareAndSet(false, true)) {
            predictions.start();
            tracks.start();
            long beat = settings.heartbeat().toMillis();
            clock.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
        }
    }

    /** Whether {@code position} can belong to the stream: a position of another stream may lie on another partition. */
    public boolean fits(EventPosition position, String streamId) {
        return position.partition() == topics.partitionOf(streamId);
    }

    public synchronized int viewers() {
        return viewers.count();
    }

    /**
     * Sends a stream's events, until the last one. Returns at once.
     *
     * @param outlet used only if the answer is FOLLOWING
     * @throws ResultsNotReadyException before the store of results is filled and the tails have begun
     */
    public Admission follow(String streamId, Start start, EventOutlet outlet) {
        int partition = topics.partitionOf(streamId);
        if (predictions.position(partition) < 0 || tracks.position(partition) < 0) {
            throw new ResultsNotReadyException();
        }
        Optional<TrackResults.Result> stored = results.latest(streamId);
        Viewer viewer;
        synchronized (this) {
            recent.begin(Kind.PREDICTION, partition, predictions.position(partition));
            recent.begin(Kind.TRACK, partition, tracks.position(partition));
            if (start.after().isPresent()) {
                EventPosition after = start.after().get();
                if (beginnings.isGone(streamId, after, stored, recent)) {
                    return Admission.GONE;
                }
                if (beginnings.isOver(after, stored)) {
                    return Admission.OVER;
                }
            }
            viewer = beginnings.viewer(streamId, outlet, start, stored, recent);
            if (!viewers.admit(viewer)) {
                return Admission.FULL;
            }
        }
        outlet.whenGone(() -> later(() -> leave(viewer)));
        attempt(viewer, () -> begin(viewer));
        return Admission.FOLLOWING;
    }

    @Override
    public void close() {
        readers.shutdownNow();
        clock.shutdownNow();
        synchronized (this) {
            viewers.all().forEach(viewers::dismiss);
        }
        predictions.close();
        tracks.close();
        admin.close(Duration.ZERO);
    }

    private synchronized void begin(Viewer viewer) {
        viewer.present().ifPresent(message -> {
            viewer.send(message.frame(viewer.id()));
            if (message.last()) {
                viewers.dismiss(viewer);
            }
        });
        advance(viewer);
    }

    /** Brings a viewer nearer to where the tail is, and lets it join there. */
    private synchronized void advance(Viewer viewer) {
        if (!viewers.contains(viewer)) {
            return;
        }
        EventPosition end = recent.end(topics.partitionOf(viewer.streamId()));
        boolean covered = viewer.position() != null && recent.covers(viewer.position());
        if (!viewer.outlet().hasRoom() || covered && !sendRecent(viewer)) {
            viewer.outlet().whenRoom(() -> read(viewer, () -> advance(viewer)));
        } else if (!covered) {
            read(viewer, () -> {
                catchUp.read(viewer, end);
                advance(viewer);
            });
        } else if (viewer.hasLast()) {
            finish(viewer);
        } else {
            viewer.moveTo(viewer.position().atLeast(end));
            joined.computeIfAbsent(viewer.streamId(), _ -> new LinkedHashSet<>())
                    .add(viewer);
        }
    }

    /** False when the viewer has no room for all of it. */
    private boolean sendRecent(Viewer viewer) {
        List<ResultEvent> events = viewer.isWaiting()
                ? recent.ofPresent(viewer.streamId(), viewer.position())
                : recent.of(viewer.streamId(), viewer.position());
        for (ResultEvent event : events) {
            if (!viewer.outlet().hasRoom()) {
                return false;
            }
            viewer.take(event, messages.read(event));
            viewers.began(viewer);
        }
        return true;
    }

    private void finish(Viewer viewer) {
        Optional<ResultEvent> due = viewer.dueLast();
        if (due.isEmpty()) {
            finishAfterPredictions(List.of(viewer));
            return;
        }
        messages.read(due.get())
                .ifPresent(message -> viewer.send(message.frame(viewer.id().after(due.get()))));
        viewers.dismiss(viewer);
    }

    /** @param ended whose last event has come, all of one stream */
    private void finishAfterPredictions(List<Viewer> ended) {
        int partition = topics.partitionOf(ended.getFirst().streamId());
        finals.afterPredictions(
                partition,
                () -> ended.forEach(viewer -> attempt(viewer, () -> {
                    viewer.makeLastDue();
                    advance(viewer);
                })));
    }

    /** Takes what the tails bring; when it throws, the tail brings it again. */
    private synchronized void accept(ResultEvent event) {
        Set<Viewer> all = joined.get(event.streamId());
        Optional<Message> read = all == null ? Optional.empty() : messages.read(event);
        recent.add(event);
        if (read.isEmpty()) {
            return;
        }
        if (read.get().last()) {
            joined.remove(event.streamId());
            all.forEach(viewer -> viewer.take(event, read));
            List<Viewer> ended = all.stream().filter(Viewer::hasLast).toList();
            all.stream().filter(viewer -> !viewer.hasLast()).forEach(this::advance);
            if (!ended.isEmpty()) {
                finishAfterPredictions(ended);
            }
            return;
        }
        EventPosition end = recent.end(event.partition());
        byte[] frame = read.get().frame(end);
        for (Viewer viewer : all) {
            viewer.takeNew(event, read.get(), end, frame);
            viewers.began(viewer);
        }
    }

    private synchronized void leave(Viewer viewer) {
        viewers.remove(viewer);
        Set<Viewer> others = joined.get(viewer.streamId());
        if (others != null && others.remove(viewer) && others.isEmpty()) {
            joined.remove(viewer.streamId());
        }
    }

    private synchronized void dismiss(Viewer viewer) {
        leave(viewer);
        viewers.dismiss(viewer);
    }

    private synchronized void beat() {
        viewers.beat().forEach(this::leave);
    }

    private void read(Viewer viewer, Runnable piece) {
        try {
            readers.execute(() -> attempt(viewer, piece));
        } catch (RejectedExecutionException e) {
            // The service ends, and with it whoever is being served.
        }
    }

    private void later(Runnable action) {
        try {
            clock.execute(action);
        } catch (RejectedExecutionException e) {
            // The service ends, and with it whoever is being served.
        }
    }

    /** A viewer whom something fails is let go: it comes back and goes on after the last event that it has seen. */
    private void attempt(Viewer viewer, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warn("Serving a viewer of {} ends: {}", viewer.streamId(), e.toString());
            dismiss(viewer);
        }
    }

    private LogTail tail(Kind kind) {
        return new LogTail(
                topics.name(kind), settings.client(), LogTail.From.END, record -> accept(ResultEvent.of(kind, record)));
    }
}
