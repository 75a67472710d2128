package io.genrestream.cli.bench;

import io.genrestream.cli.connect.Connection;
import io.genrestream.cli.connect.EventLog;
import io.genrestream.cli.connect.LogThread;
import io.genrestream.event.GenrePrediction;
import io.genrestream.topic.TopicCatalogue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows the predictions of live streams as a recommender would, and notes how old their audio is. */
final class LivePredictions implements AutoCloseable {
    /** Media time of each stream up to its latest prediction (samples). */
    private final Map<String, Long> heard = new HashMap<>();

    private final EventLog log;
    private final LogThread reader;
    private LivePace pace = new LivePace();

    LivePredictions(Connection connection) {
        log = new EventLog(
                connection,
                List.of(new TopicCatalogue(connection.prefix(), 1)
                        .genrePredictions()
                        .name()),
                false);
        reader = new LogThread("live-predictions", log, this::read);
    }

    /** What has come since the last call. */
    synchronized LivePace take() {
        LivePace taken = pace;
        pace = new LivePace();
        return taken;
    }

    private void read() {
        log.read(event -> {
            if (event.value() instanceof GenrePrediction prediction && prediction.getLive()) {
                note(prediction, Instant.now());
            }
        });
    }

    private synchronized void note(GenrePrediction prediction, Instant now) {
        long end = prediction.getEndSample();
        long before = heard.getOrDefault(prediction.getStreamId(), end);
        heard.put(prediction.getStreamId(), end);
        // Audio that was lost before the window was not heard.
        long samples = Math.max(0, end - Math.max(before, prediction.getStartSample()));
        pace.window(
                prediction.getStreamId(),
                (double) samples / prediction.getSampleRate(),
                now.toEpochMilli() - prediction.getCapturedAt().toEpochMilli());
    }

    @Override
    public void close() {
        reader.close();
    }
}
