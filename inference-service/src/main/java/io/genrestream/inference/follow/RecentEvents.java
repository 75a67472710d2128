package io.genrestream.inference.follow;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last events of all streams, within a limit of bytes: most viewers begin within them. Not safe for several threads.
 */
final class RecentEvents {
    private static final long NONE = -1;

    private final long limitBytes;
    private final Deque<ResultEvent> all = new ArrayDeque<>();
    private final Map<String, Deque<ResultEvent>> byStream = new HashMap<>();
    /** By kind and partition: from this offset on every event is here. */
    private final long[][] first = new long[ResultEvent.Kind.values().length][];
    /** By kind and partition: the offset after the last event. */
    private final long[][] next = new long[ResultEvent.Kind.values().length][];

    private long bytes;

    RecentEvents(int partitions, long limitBytes) {
        this.limitBytes = limitBytes;
        for (ResultEvent.Kind kind : ResultEvent.Kind.values()) {
            first[kind.ordinal()] = filled(partitions);
            next[kind.ordinal()] = filled(partitions);
        }
    }

    /** Says from where on a partition's events will be added. */
    void begin(ResultEvent.Kind kind, int partition, long offset) {
        if (next[kind.ordinal()][partition] == NONE) {
            first[kind.ordinal()][partition] = offset;
            next[kind.ordinal()][partition] = offset;
        }
    }

    void add(ResultEvent event) {
        begin(event.kind(), event.partition(), event.offset());
        next[event.kind().ordinal()][event.partition()] = event.offset() + 1;
        if (event.streamId().isEmpty()) {
            return;
        }
        all.addLast(event);
        byStream.computeIfAbsent(event.streamId(), _ -> new ArrayDeque<>()).addLast(event);
        bytes += event.bytes();
        while (bytes > limitBytes) {
            removeFirst();
        }
    }

    /** Whether nothing that comes at the position or later is missing. */
    boolean covers(EventPosition position) {
        int partition = position.partition();
        return Arrays.stream(ResultEvent.Kind.values()).allMatch(kind -> position.next(kind) >= first(kind)[partition]);
    }

    /** The earliest position that is covered. */
    EventPosition start(int partition) {
        return position(partition, first);
    }

    /** The position after the last event. */
    EventPosition end(int partition) {
        return position(partition, next);
    }

    private static EventPosition position(int partition, long[][] offsets) {
        EventPosition position = new EventPosition(partition, NONE, NONE, NONE);
        for (ResultEvent.Kind kind : ResultEvent.Kind.values()) {
            position = position.with(kind, offsets[kind.ordinal()][partition]);
        }
        return position;
    }

    /** The stream's events from the position on, in the order of their coming. */
    List<ResultEvent> of(String streamId, EventPosition from) {
        return byStream.getOrDefault(streamId, new ArrayDeque<>()).stream()
                .filter(from::isBefore)
                .toList();
    }

    /** The same without what a deletion has undone, and without the deletion. */
    List<ResultEvent> ofPresent(String streamId, EventPosition from) {
        List<ResultEvent> events = of(streamId, from);
        int present = 0;
        for (int i = 0; i < events.size(); i++) {
            present = events.get(i).isDeletion() ? i + 1 : present;
        }
        return events.subList(present, events.size());
    }

    /** The stream's last record of genre.tracks, a result or a deletion. */
    Optional<ResultEvent> lastTrack(String streamId) {
        return byStream.getOrDefault(streamId, new ArrayDeque<>()).stream()
                .filter(event -> event.kind() == ResultEvent.Kind.TRACK)
                .reduce((_, later) -> later);
    }

    private void removeFirst() {
        ResultEvent gone = all.removeFirst();
        bytes -= gone.bytes();
        Deque<ResultEvent> stream = byStream.get(gone.streamId());
        // The oldest of all is the oldest of its own stream.
        stream.removeFirst();
        if (stream.isEmpty()) {
            byStream.remove(gone.streamId());
        }
        first(gone.kind())[gone.partition()] = gone.offset() + 1;
    }

    private long[] first(ResultEvent.Kind kind) {
        return first[kind.ordinal()];
    }

    private static long[] filled(int partitions) {
        long[] offsets = new long[partitions];
        Arrays.fill(offsets, NONE);
        return offsets;
    }
}
