package io.genrestream.cli.connect;

import io.genrestream.event.TrackGenre;
import io.genrestream.result.GenreResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Follows tracks by their streams on {@code genre.tracks}. */
public final class TrackTail implements AutoCloseable {
    private record FollowedTrack(Consumer<GenreResult> update, CompletableFuture<GenreResult> last) {}

    private final Map<String, FollowedTrack> followed = new ConcurrentHashMap<>();
    private final EventLog log;
    private final LogThread reader;
    private volatile RuntimeException unreadable;

    public TrackTail(Connection connection, String tracksTopic) {
        log = new EventLog(connection, List.of(tracksTopic), false);
        reader = new LogThread("track-tail", log, this::read);
    }

    /**
     * @param update is told every result, in the reading thread
     * @return completes with the final result; exceptionally when the log cannot be read any more
     */
    public CompletableFuture<GenreResult> follow(String streamId, Consumer<GenreResult> update) {
        FollowedTrack track = new FollowedTrack(update, new CompletableFuture<>());
        followed.put(streamId, track);
        if (unreadable != null) {
            track.last().completeExceptionally(unreadable);
        }
        return track.last();
    }

    public void unfollow(String streamId) {
        followed.remove(streamId);
    }

    private void read() {
        try {
            log.read(event -> {
                FollowedTrack track = event.key() == null ? null : followed.get(event.key());
                if (track != null && event.value() instanceof TrackGenre genre) {
                    take(track, GenreResult.of(genre));
                }
            });
        } catch (RuntimeException e) {
            unreadable = e;
            followed.values().forEach(track -> track.last().completeExceptionally(e));
        }
    }

    private void take(FollowedTrack track, GenreResult result) {
        track.update().accept(result);
        if (result.isFinal()) {
            followed.remove(result.streamId());
            track.last().complete(result);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
