package io.genrestream.inference.follow;

import io.genrestream.inference.track.TrackResults;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** Lets one connection follow several streams, each from its own place on. */
final class SeveralStreams {

    /** Follows one of them. */
    @FunctionalInterface
    interface Following {
        FollowAdmission follow(String streamId, Start start, Optional<TrackResults.Result> stored, EventOutlet outlet);
    }

    private final ResultTopics topics;
    private final TrackResults results;
    private final Following following;
    private final FrameFanout frames;
    private final ScheduledExecutorService clock;

    SeveralStreams(
            ResultTopics topics,
            TrackResults results,
            Following following,
            FrameFanout frames,
            ScheduledExecutorService clock) {
        this.topics = topics;
        this.results = results;
        this.following = following;
        this.frames = frames;
        this.clock = clock;
    }

    /** Empty when the id was not given out for these streams. */
    Optional<FollowAdmission> follow(List<Followed> streams, Optional<String> lastEventId, EventOutlet outlet) {
        return seen(streams, lastEventId).map(positions -> follow(streams, positions, outlet));
    }

    private Optional<List<Optional<EventPosition>>> seen(List<Followed> streams, Optional<String> lastEventId) {
        if (lastEventId.isEmpty()) {
            return Optional.of(Collections.nCopies(streams.size(), Optional.empty()));
        }
        return Channels.parse(lastEventId.get(), streams.size()).filter(positions -> fit(streams, positions));
    }

    private boolean fit(List<Followed> streams, List<Optional<EventPosition>> positions) {
        for (int i = 0; i < streams.size(); i++) {
            String streamId = streams.get(i).streamId();
            if (!positions
                    .get(i)
                    .map(position -> topics.fits(position, streamId))
                    .orElse(true)) {
                return false;
            }
        }
        return true;
    }

    private FollowAdmission follow(List<Followed> streams, List<Optional<EventPosition>> seen, EventOutlet outlet) {
        Channels channels = new Channels(outlet, seen, clock);
        for (int i = 0; i < streams.size(); i++) {
            FollowAdmission admission = follow(streams.get(i), i, seen.get(i), channels);
            if (admission == FollowAdmission.FULL && i == 0) {
                return FollowAdmission.FULL;
            }
        }
        return channels.begin() ? FollowAdmission.FOLLOWING : FollowAdmission.OVER;
    }

    private FollowAdmission follow(Followed stream, int number, Optional<EventPosition> seen, Channels channels) {
        EventOutlet channel = channels.channel(number);
        Start start = seen.map(Start::after).orElse(stream.wantsFrames() ? Start.RECENT : Start.NOW);
        Optional<TrackResults.Result> stored = results.latest(stream.streamId());
        FollowAdmission admission = following.follow(stream.streamId(), start, stored, channel);
        switch (admission) {
            case FULL -> channel.end();
            case OVER, GONE -> channel.over();
            case FOLLOWING -> {
                if (stream.wantsFrames()) {
                    frames.follow(stream, stored.map(TrackResults.Result::track), channel, channels.beginHistory());
                }
            }
        }
        return admission;
    }
}
