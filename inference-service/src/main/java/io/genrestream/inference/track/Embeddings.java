package io.genrestream.inference.track;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The embeddings of the tracks that ended last, a byte for each component. For several threads. */
final class Embeddings {
    private static final int FULL = 127;

    private final int most;
    /** Those that ended longest ago come first. Guarded by this. */
    private final Map<String, Entry> byStream = new LinkedHashMap<>();

    private record Entry(String label, double confidence, byte[] direction, double length) {}

    Embeddings(int most) {
        this.most = most;
    }

    /** @param embedding float32, little-endian */
    synchronized void put(String streamId, String label, double confidence, ByteBuffer embedding) {
        byStream.remove(streamId);
        Optional<Entry> entry = entry(label, confidence, embedding);
        entry.ifPresent(direction -> byStream.put(streamId, direction));
        if (byStream.size() > most) {
            byStream.remove(byStream.keySet().iterator().next());
        }
    }

    synchronized void remove(String streamId) {
        byStream.remove(streamId);
    }

    /** The most similar others, best first; none for a track that has no embedding. */
    List<NearestTracks.Near> nearest(String streamId, int limit) {
        List<Map.Entry<String, Entry>> others;
        Entry from;
        synchronized (this) {
            from = byStream.get(streamId);
            others = List.copyOf(byStream.entrySet());
        }
        if (from == null) {
            return List.of();
        }
        return others.stream()
                .filter(other -> !other.getKey().equals(streamId)
                        && other.getValue().direction().length == from.direction().length)
                .map(other -> near(from, other))
                .sorted(Comparator.comparingDouble(NearestTracks.Near::similarity)
                        .reversed()
                        .thenComparing(NearestTracks.Near::streamId))
                .limit(limit)
                .toList();
    }

    private static NearestTracks.Near near(Entry from, Map.Entry<String, Entry> other) {
        Entry to = other.getValue();
        int product = 0;
        for (int i = 0; i < from.direction().length; i++) {
            product += from.direction()[i] * to.direction()[i];
        }
        return new NearestTracks.Near(
                other.getKey(), product / (from.length() * to.length()), to.label(), to.confidence());
    }

    /** Empty for an embedding that points nowhere. */
    private static Optional<Entry> entry(String label, double confidence, ByteBuffer embedding) {
        FloatBuffer components =
                embedding.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        float largest = 0;
        for (int i = 0; i < components.limit(); i++) {
            largest = Math.max(largest, Math.abs(components.get(i)));
        }
        if (largest == 0 || !Float.isFinite(largest)) {
            return Optional.empty();
        }
        byte[] direction = new byte[components.limit()];
        long square = 0;
        for (int i = 0; i < direction.length; i++) {
            direction[i] = (byte) Math.round(FULL * components.get(i) / largest);
            square += direction[i] * direction[i];
        }
        return Optional.of(new Entry(label, confidence, direction, Math.sqrt(square)));
    }
}
