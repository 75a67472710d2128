package io.genrestream.inference.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TrackProjectionTest {
    private final Embeddings embeddings = new Embeddings(1_000);
    private final TrackProjection projection = new TrackProjection();

    @Test
    void shouldGiveAnEmptyMapOfNoTracks() {
        assertThat(map(10).points()).isEmpty();
    }

    @Test
    void shouldPutANewTrackAmongTheOthersWithoutMovingThem() {
        for (int i = 0; i < 100; i++) {
            put(i);
        }
        Map<String, TrackMap.Point> before = byStream(map(1_000));

        put(100);
        embeddings.remove("track-3");
        Map<String, TrackMap.Point> after = byStream(map(1_000));

        assertThat(after).hasSize(100).containsKey("track-100").doesNotContainKey("track-3");
        assertThat(before).containsAllEntriesOf(without(after, "track-100"));
    }

    @Test
    void shouldLookAnewWhenOneInTwentyHasChanged() {
        for (int i = 0; i < 100; i++) {
            put(i);
        }
        TrackMap before = map(1_000);
        for (int i = 100; i < 106; i++) {
            put(i);
        }

        Map<String, TrackMap.Point> after = byStream(map(1_000));

        assertThat(before.points())
                .allMatch(was -> !was.equals(after.get(was.streamId())))
                .allMatch(was -> distance(was, after.get(was.streamId())) < 0.3);
    }

    @Test
    void shouldHoldTheTracksThatEndedLastNewestLast() {
        for (int i = 0; i < 5; i++) {
            put(i);
        }
        put(1);

        assertThat(map(3).points())
                .extracting(TrackMap.Point::streamId)
                .containsExactly("track-3", "track-4", "track-1");
    }

    private TrackMap map(int limit) {
        return projection.map(embeddings.newest(limit));
    }

    private void put(int track) {
        Random random = new Random(track);
        ByteBuffer bytes = ByteBuffer.allocate(24 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        double u = random.nextGaussian();
        double v = random.nextGaussian();
        for (int i = 0; i < 24; i++) {
            bytes.putFloat((float) (3 + u * Math.cos(i) + v * Math.sin(i) + 0.1 * random.nextGaussian()));
        }
        embeddings.put("track-" + track, "jazz", 0.5, bytes.flip());
    }

    private static Map<String, TrackMap.Point> byStream(TrackMap map) {
        return map.points().stream().collect(Collectors.toMap(TrackMap.Point::streamId, Function.identity()));
    }

    private static Map<String, TrackMap.Point> without(Map<String, TrackMap.Point> points, String streamId) {
        return points.entrySet().stream()
                .filter(point -> !point.getKey().equals(streamId))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static double distance(TrackMap.Point a, TrackMap.Point b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }
}
