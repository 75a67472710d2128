package io.genrestream.inference.follow;

import io.genrestream.event.TrackGenre;
import io.genrestream.inference.track.TrackResults;
import java.time.Instant;
import java.util.Optional;

/** Finds where a viewer begins, from the store of results and from the recent events, of which the store may lag. */
final class Beginnings {
    private final ResultTopics topics;
    private final Messages messages;

    Beginnings(ResultTopics topics, Messages messages) {
        this.topics = topics;
        this.messages = messages;
    }

    /** Whether the stream has ended and its last event was sent before {@code after}. */
    boolean isOver(EventPosition after, Optional<TrackResults.Result> stored) {
        return stored.filter(result -> result.track().getFinal$() && result.offset() < after.tracks())
                .isPresent();
    }

    /** Whether there is neither a result of the stream nor a deletion that was not seen yet. */
    boolean isGone(String streamId, EventPosition after, Optional<TrackResults.Result> stored, RecentEvents recent) {
        Optional<ResultEvent> last = recent.lastTrack(streamId);
        return stored.isEmpty()
                && last.filter(event -> !event.isDeletion() || after.isBefore(event))
                        .isEmpty();
    }

    Viewer viewer(
            String streamId,
            EventOutlet outlet,
            Start start,
            Optional<TrackResults.Result> stored,
            RecentEvents recent) {
        if (start.after().isPresent()) {
            return Viewer.after(streamId, outlet, start.after().get());
        }
        int partition = topics.partitionOf(streamId);
        if (start.from() == Start.From.NOW) {
            Optional<ResultEvent> later = recent.lastTrack(streamId)
                    .filter(event ->
                            stored.isEmpty() || event.offset() > stored.get().offset());
            EventPosition end = recent.end(partition);
            if (later.isPresent() && !later.get().isDeletion()) {
                return Viewer.withPresent(streamId, outlet, messages.read(later.get()), end);
            }
            if (later.isEmpty() && stored.isPresent()) {
                EventPosition after = end.atLeast(
                        end.with(ResultEvent.Kind.TRACK, stored.get().offset() + 1));
                ResultEvent event = new ResultEvent(
                        ResultEvent.Kind.TRACK,
                        partition,
                        stored.get().offset(),
                        streamId,
                        stored.get().event());
                return Viewer.withPresent(streamId, outlet, messages.read(event), after);
            }
        } else if (stored.isPresent()) {
            TrackGenre track = stored.get().track();
            return Viewer.ofAttempt(
                    streamId,
                    outlet,
                    start.from() == Start.From.RECENT ? recentStart(track) : track.getStartedAt(),
                    track.getAttempt());
        }
        return Viewer.waiting(streamId, outlet, recent.start(partition));
    }

    /** Record time from which on the events of the attempt's last ten minutes come. */
    static Instant recentStart(TrackGenre track) {
        Instant recent = track.getCapturedAt().minus(Start.RECENT_SPAN);
        return recent.isAfter(track.getStartedAt()) ? recent : track.getStartedAt();
    }
}
