package io.genrestream.inference.follow;

import io.genrestream.inference.track.TrackResults;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what the tails bring to those who follow the stream. Who comes for the past is brought on by the readers, gets
 * the rest from the recent events, and joins under the lock under which the tails deliver.
 */
final class Fanout {
    private static final Logger LOG = LoggerFactory.getLogger(Fanout.class);
    private static final long RECENT_BYTES = 8 << 20;

    private final ResultTopics topics;
    private final Messages messages;
    private final Beginnings beginnings;
    private final CatchUp catchUp;
    private final FinalOrder finals;
    private final Executor readers;
    private final Executor clock;

    // Guarded by this.
    private final Viewers viewers;
    private final RecentEvents recent;
    /** By stream, those who are sent what the tail brings. */
    private final Map<String, Set<Viewer>> joined = new HashMap<>();

    /**
     * @param readers read topics
     * @param clock does what must not be done by those who call back from a connection
     */
    Fanout(
            ResultTopics topics,
            Messages messages,
            EventStreamSettings settings,
            FinalOrder finals,
            Executor readers,
            Executor clock) {
        this.topics = topics;
        this.messages = messages;
        this.beginnings = new Beginnings(topics, messages);
        this.catchUp = new CatchUp(topics, messages, settings.client());
        this.finals = finals;
        this.readers = readers;
        this.clock = clock;
        this.viewers = new Viewers(settings);
        this.recent = new RecentEvents(topics.topics().partitions(), RECENT_BYTES);
    }

    /**
     * @param tail where the tails are in the stream's partition
     * @param stored the stream's latest result
     */
    FollowAdmission follow(
            String streamId,
            Start start,
            EventPosition tail,
            Optional<TrackResults.Result> stored,
            EventOutlet outlet) {
        Viewer viewer;
        synchronized (this) {
            for (ResultEvent.Kind kind : ResultEvent.Kind.values()) {
                recent.begin(kind, tail.partition(), tail.next(kind));
            }
            if (start.after().isPresent()) {
                EventPosition after = start.after().get();
                if (beginnings.isGone(streamId, after, stored, recent)) {
                    return FollowAdmission.GONE;
                }
                if (beginnings.isOver(after, stored)) {
                    return FollowAdmission.OVER;
                }
            }
            viewer = beginnings.viewer(streamId, outlet, start.in(tail), stored, recent);
            if (!viewers.admit(viewer)) {
                return FollowAdmission.FULL;
            }
        }
        outlet.whenGone(() -> clock.execute(() -> leave(viewer)));
        attempt(viewer, () -> begin(viewer));
        return FollowAdmission.FOLLOWING;
    }

    synchronized int viewers() {
        return viewers.count();
    }

    synchronized void close() {
        viewers.all().forEach(viewers::dismiss);
    }

    private synchronized void begin(Viewer viewer) {
        viewer.present().ifPresent(message -> {
            viewer.send(message, viewer.id());
            if (message.last()) {
                viewers.release(viewer);
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
            viewer.outlet().whenRoom(() -> inReader(viewer, () -> advance(viewer)));
        } else if (!covered) {
            inReader(viewer, () -> {
                catchUp.read(viewer, end);
                advance(viewer);
            });
        } else if (viewer.hasLast()) {
            finish(viewer);
        } else {
            viewer.moveTo(viewer.position().atLeast(end));
            viewer.outlet().reached(viewer.position());
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
            finishAfterOthers(List.of(viewer));
            return;
        }
        messages.read(due.get())
                .ifPresent(message -> viewer.send(message, viewer.id().after(due.get())));
        viewers.release(viewer);
    }

    /** @param ended whose last event has come, all of one stream */
    private void finishAfterOthers(List<Viewer> ended) {
        int partition = topics.partitionOf(ended.getFirst().streamId());
        finals.afterOthers(
                partition,
                () -> ended.forEach(viewer -> attempt(viewer, () -> {
                    viewer.makeLastDue();
                    advance(viewer);
                })));
    }

    /** Takes what the tails bring; when it throws, the tail brings it again. */
    synchronized void accept(ResultEvent event) {
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
                finishAfterOthers(ended);
            }
            return;
        }
        EventPosition end = recent.end(event.partition());
        byte[] frame = read.get().frame(end.toString());
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

    synchronized void beat() {
        viewers.beat().forEach(this::leave);
        joined.forEach((streamId, all) -> all.forEach(viewer -> {
            // Nothing of the stream lies between: where it is quiet for long, coming back is not to be a long search.
            viewer.moveTo(viewer.position().atLeast(recent.end(topics.partitionOf(streamId))));
            viewer.outlet().reached(viewer.position());
        }));
    }

    private void inReader(Viewer viewer, Runnable piece) {
        readers.execute(() -> attempt(viewer, piece));
    }

    /** A viewer whom something fails is let go: it comes back and goes on after the last event that it has seen. */
    private void attempt(Viewer viewer, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warn("Serving a viewer of {} ends: {}", viewer.streamId(), e.toString(), e);
            dismiss(viewer);
        }
    }
}
