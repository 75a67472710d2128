package io.genrestream.inference.track;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The embeddings of the tracks that ended last. For several threads. */
final class Embeddings {
    private final int most;
    /** Those that ended longest ago come first. Guarded by this. */
    private final Map<String, Embedding> byStream = new LinkedHashMap<>();
    /** Guarded by this. */
    private long changes;

    /**
     * Some of them at one moment.
     *
     * @param changes how many changes there had been of all
     */
    record Snapshot(List<Embedding> embeddings, long changes) {}

    Embeddings(int most) {
        this.most = most;
    }

    /** @param embedding float32, little-endian */
    synchronized void put(String streamId, String label, double confidence, ByteBuffer embedding) {
        remove(streamId);
        Embedding.of(streamId, label, confidence, embedding).ifPresent(known -> {
            byStream.put(streamId, known);
            changes++;
        });
        if (byStream.size() > most) {
            byStream.remove(byStream.keySet().iterator().next());
        }
    }

    synchronized void remove(String streamId) {
        if (byStream.remove(streamId) != null) {
            changes++;
        }
    }

    /**
     * The most similar others, best first; none for a track that has no embedding.
     *
     * @param among is asked of the best first, and no more than need be
     */
    List<NearestTracks.Near> nearest(String streamId, int limit, Predicate<String> among) {
        List<Embedding> all;
        Embedding from;
        synchronized (this) {
            from = byStream.get(streamId);
            all = List.copyOf(byStream.values());
        }
        if (from == null) {
            return List.of();
        }
        return all.stream()
                .filter(other -> other != from && other.isComparableTo(from))
                .map(other ->
                        new NearestTracks.Near(other.streamId(), from.cosine(other), other.label(), other.confidence()))
                .sorted(Comparator.comparingDouble(NearestTracks.Near::similarity)
                        .reversed()
                        .thenComparing(NearestTracks.Near::streamId))
                .filter(near -> among.test(near.streamId()))
                .limit(limit)
                .toList();
    }

    /** Cosine of the angle between two tracks; empty where one of them has no embedding. */
    synchronized Optional<Double> similarity(String streamId, String other) {
        return Optional.ofNullable(byStream.get(streamId))
                .flatMap(from -> Optional.ofNullable(byStream.get(other))
                        .filter(from::isComparableTo)
                        .map(from::cosine));
    }

    /** Those that ended last, newest last; all of them comparable to each other. */
    synchronized Snapshot newest(int limit) {
        List<Embedding> newest = byStream.values().stream()
                .skip(Math.max(0, byStream.size() - limit))
                .toList();
        return new Snapshot(
                newest.stream()
                        .filter(embedding -> embedding.isComparableTo(newest.getLast()))
                        .toList(),
                changes);
    }
}
