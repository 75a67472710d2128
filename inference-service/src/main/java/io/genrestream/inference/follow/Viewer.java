package io.genrestream.inference.follow;

import java.time.Instant;
import java.util.Optional;

/**
 * One who follows a stream, and how far. Until it has joined those who are sent what the tail brings, one thread at a
 * time looks after it; from then on whoever holds the lock of {@link EventStreams}.
 */
final class Viewer {
    private final String streamId;
    private final EventOutlet outlet;
    /** From when on the events of the attempt come, while the position is not known. */
    private final Optional<Instant> since;
    /** Events of earlier attempts are not shown. */
    private final long attempt;

    /** What it is sent before everything else. */
    private final Optional<Message> present;

    private EventPosition position;
    /** Whether it has seen something of the stream, so that a deletion means something to it. */
    private boolean began;
    /** The last event, held back until the predictions and segments before it have been sent. */
    private ResultEvent last;

    /** Nothing is shown of attempts after the one that the last event ends. */
    private long lastAttempt = Long.MAX_VALUE;

    private boolean lastIsDue;
    private volatile long lastSent = System.nanoTime();

    private Viewer(
            String streamId,
            EventOutlet outlet,
            Optional<Instant> since,
            long attempt,
            Optional<Message> present,
            EventPosition position,
            boolean began) {
        this.streamId = streamId;
        this.outlet = outlet;
        this.since = since;
        this.attempt = attempt;
        this.present = present;
        this.position = position;
        this.began = began;
    }

    /** Begins with the first event of an attempt. */
    static Viewer ofAttempt(String streamId, EventOutlet outlet, Instant startedAt, long attempt) {
        return new Viewer(streamId, outlet, Optional.of(startedAt), attempt, Optional.empty(), null, false);
    }

    /** Goes on after a position, having seen what comes before. */
    static Viewer after(String streamId, EventOutlet outlet, EventPosition position) {
        return new Viewer(streamId, outlet, Optional.empty(), 0, Optional.empty(), position, true);
    }

    /** Begins with the present result, and goes on with what comes at the position or later. */
    static Viewer withPresent(String streamId, EventOutlet outlet, Optional<Message> present, EventPosition position) {
        return new Viewer(streamId, outlet, Optional.empty(), 0, present, position, true);
    }

    /** Begins with whatever comes at the position or later. */
    static Viewer waiting(String streamId, EventOutlet outlet, EventPosition position) {
        return new Viewer(streamId, outlet, Optional.empty(), 0, Optional.empty(), position, false);
    }

    String streamId() {
        return streamId;
    }

    EventOutlet outlet() {
        return outlet;
    }

    Optional<Instant> since() {
        return since;
    }

    Optional<Message> present() {
        return present;
    }

    /** Null until it was looked up. */
    EventPosition position() {
        return position;
    }

    /** Everything of the stream before the position has been read. */
    void moveTo(EventPosition reached) {
        position = reached;
    }

    /** Where the viewer goes on if it breaks off now: before its last event while that is held back. */
    EventPosition id() {
        return last == null ? position : position.with(ResultEvent.Kind.TRACK, last.offset());
    }

    /** Whether nothing was shown to it yet. */
    boolean isWaiting() {
        return !began;
    }

    /** Nanoseconds, by {@link System#nanoTime()}. */
    long lastSent() {
        return lastSent;
    }

    boolean hasLast() {
        return last != null;
    }

    Optional<ResultEvent> dueLast() {
        return lastIsDue ? Optional.of(last) : Optional.empty();
    }

    void makeLastDue() {
        lastIsDue = true;
    }

    /** Sends an event of the past that comes next, or holds it back if it is the last one. */
    void take(ResultEvent event, Optional<Message> read) {
        if (!position.isBefore(event)) {
            return;
        }
        position = position.after(event);
        boolean afterLast = last != null && event.kind() == ResultEvent.Kind.TRACK;
        if (afterLast || read.isEmpty() || !isShown(event, read.get())) {
            return;
        }
        if (read.get().last()) {
            last = event;
            lastAttempt = event.isDeletion() ? lastAttempt : read.get().attempt();
        } else {
            send(read.get(), id());
        }
    }

    /**
     * Sends what the tail has brought.
     *
     * @param end position of the tail after it
     * @param frame of the message with that position, which is the same for almost all viewers
     */
    void takeNew(ResultEvent event, Message message, EventPosition end, byte[] frame) {
        if (!position.isBefore(event)) {
            // Seen at another instance, whose tail was further on.
            return;
        }
        moveTo(position.atLeast(end));
        if (position.equals(end)) {
            sending();
            outlet.offer(message, end, frame);
        } else {
            send(message, position);
        }
    }

    void send(Message message, EventPosition id) {
        sending();
        outlet.offer(message, id);
    }

    private void sending() {
        began = true;
        lastSent = System.nanoTime();
    }

    private boolean isShown(ResultEvent event, Message message) {
        return event.isDeletion() ? began : message.attempt() >= attempt && message.attempt() <= lastAttempt;
    }
}
