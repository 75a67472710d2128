package io.genrestream.e2e;

import io.genrestream.cli.connect.Connection;
import io.genrestream.cli.connect.EventLog;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Everything that a recommender reading committed records has got since this was opened, in order, by stream. */
final class PredictionLog implements AutoCloseable {
    private static final String SEGMENTS = "genre.segments";

    private final Map<String, List<SpecificRecord>> events = new ConcurrentHashMap<>();
    private final Map<String, List<TrackGenre>> segments = new ConcurrentHashMap<>();
    private final EventLog log;
    private final Thread reader;

    PredictionLog(Connection connection) {
        log = new EventLog(connection, List.of("genre.predictions", "genre.tracks", SEGMENTS), false);
        reader = Thread.ofPlatform().daemon().start(() -> log.read(this::add));
    }

    private void add(ConsumerRecord<String, SpecificRecord> event) {
        if (event.topic().equals(SEGMENTS)) {
            segments.computeIfAbsent(event.key(), id -> new CopyOnWriteArrayList<>())
                    .add((TrackGenre) event.value());
        } else {
            events.computeIfAbsent(event.key(), id -> new CopyOnWriteArrayList<>())
                    .add(event.value());
        }
    }

    /** The starts and finals of a live stream's songs. */
    List<TrackGenre> segments(String streamId) {
        return segments.getOrDefault(streamId, List.of());
    }

    List<GenrePrediction> predictions(String streamId) {
        return of(streamId, GenrePrediction.class);
    }

    Optional<TrackGenre> finalTrack(String streamId) {
        List<TrackGenre> last = finalTracks(streamId);
        if (last.size() > 1) {
            throw new AssertionError(streamId + " has " + last.size() + " final results");
        }
        return last.stream().findFirst();
    }

    /** The final result of each attempt to bring the stream, in order. */
    List<TrackGenre> finalTracks(String streamId) {
        return of(streamId, TrackGenre.class).stream()
                .filter(TrackGenre::getFinal$)
                .toList();
    }

    private <T> List<T> of(String streamId, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (SpecificRecord event : events.getOrDefault(streamId, List.of())) {
            if (type.isInstance(event)) {
                found.add(type.cast(event));
            }
        }
        return found;
    }

    @Override
    public void close() throws InterruptedException {
        log.close();
        reader.join();
    }
}
