package io.genrestream.ingest.upload;

import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.status.StatusLog;
import io.genrestream.ingest.status.StreamView;
import java.time.Clock;
import java.util.Optional;

/**
 * Decides who feeds a stream when several want to, here or at other instances: each writes STARTED and then reads the
 * log up to its own record; the first that counts there holds the stream, for all readers alike.
 */
final class Claims {
    private final StreamView view;
    private final StatusLog states;
    private final String instance;
    private final Clock clock;

    Claims(StreamView view, StatusLog states, String instance, Clock clock) {
        this.view = view;
        this.states = states;
        this.instance = instance;
        this.clock = clock;
    }

    /** The first state of a new attempt, with an epoch above that of the one before. */
    StreamStatus attempt(String streamId, String uploadId, StreamMetadata metadata) {
        return StreamStatus.newBuilder()
                .setStreamId(streamId)
                .setState(StreamState.STARTED)
                .setUploadId(uploadId)
                .setEpoch(view.nextEpoch(streamId))
                .setInstance(instance)
                .setSource("upload")
                .setTitle(metadata.title())
                .setExternalId(metadata.externalId())
                .setAttributes(metadata.attributes())
                .setStartedAt(clock.instant())
                .setUpdatedAt(clock.instant())
                .build();
    }

    /**
     * Whether the attempt holds the stream now. A loser's STARTED lies after the state that counts, and compaction would
     * keep the loser's alone: a holder in progress writes its own again, an ended one's is written again here.
     *
     * @throws IngestException when the broker did not acknowledge the attempt, which then may still turn up in the log
     */
    boolean claim(StreamStatus attempt) {
        states.write(attempt);
        Optional<StreamStatus> standing = view.get(attempt.getStreamId());
        if (standing.isPresent() && standing.get().getUploadId().equals(attempt.getUploadId())) {
            return true;
        }
        standing.filter(status -> status.getState() != StreamState.STARTED).ifPresent(states::write);
        return false;
    }
}
