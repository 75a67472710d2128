package io.genrestream.ingest.upload;

import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.Fence;
import io.genrestream.ingest.status.StatusLog;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides who feeds a stream when several want to, here or at other instances: each writes STARTED and then reads the
 * log up to its own record; the first that counts there holds the stream, for all readers alike.
 */
final class Claims {
    private final StatusLog states;
    private final Fence fence;
    private final String instance;
    private final Clock clock;

    Claims(StatusLog states, Fence fence, String instance, Clock clock) {
        this.states = states;
        this.fence = fence;
        this.instance = instance;
        this.clock = clock;
    }

    /** What would be written; the log gives the attempt its number. */
    StreamStatus of(String streamId, StreamMetadata metadata) {
        return StreamStatus.newBuilder()
                .setStreamId(streamId)
                .setState(StreamState.STARTED)
                .setUploadId(UUID.randomUUID().toString())
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
     * Writes the claim; returns it with its attempt's number if it holds the stream.
     *
     * @throws IngestException when the broker did not acknowledge it; if it turns up in the log after all, {@link Orphans}
     *     ends it
     */
    Optional<StreamStatus> hold(StreamStatus claim) {
        fence.pass();
        return states.claim(claim);
    }
}
