package io.genrestream.inference.track;

import io.genrestream.result.SegmentResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last segments of the latest attempt of each stream, within limits. For several threads. */
final class SegmentLists {
    private final int mostOfAStream;
    private final int mostStreams;
    /** By stream, oldest first; those whose last segment is oldest come first. Guarded by this. */
    private final Map<String, Deque<SegmentResult>> byStream = new LinkedHashMap<>();

    SegmentLists(int mostOfAStream, int mostStreams) {
        this.mostOfAStream = mostOfAStream;
        this.mostStreams = mostStreams;
    }

    /** Takes an event of a segment, in place of those before of the same segment. */
    synchronized void add(SegmentResult segment) {
        Deque<SegmentResult> known = byStream.remove(segment.streamId());
        Deque<SegmentResult> segments = known == null ? new ArrayDeque<>() : known;
        byStream.put(segment.streamId(), segments);
        SegmentResult last = segments.peekLast();
        if (last != null && last.attempt() != segment.attempt()) {
            segments.clear();
        } else if (last != null && last.segment() == segment.segment()) {
            segments.removeLast();
        }
        segments.addLast(segment);
        if (segments.size() > mostOfAStream) {
            segments.removeFirst();
        }
        if (byStream.size() > mostStreams) {
            byStream.remove(byStream.keySet().iterator().next());
        }
    }

    /** Those of an attempt, latest first. */
    synchronized List<SegmentResult> of(String streamId, long attempt) {
        return new ArrayList<>(byStream.getOrDefault(streamId, new ArrayDeque<>()))
                .reversed().stream()
                        .filter(segment -> segment.attempt() == attempt)
                        .toList();
    }
}
