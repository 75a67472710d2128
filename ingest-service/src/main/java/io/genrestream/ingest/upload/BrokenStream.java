package io.genrestream.ingest.upload;

import io.genrestream.event.EndReason;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What the log says of a stream that broke off. */
final class BrokenStream {
    /** The audio was not at fault: whoever fed it stopped. */
    private static final Set<String> ABORTS = EnumSet.of(
                    IngestError.CLIENT_GONE,
                    IngestError.BODY_STALLED,
                    IngestError.UPLOAD_ABORTED,
                    IngestError.INTERRUPTED)
            .stream()
            .map(Enum::name)
            .collect(Collectors.toUnmodifiableSet());

    private BrokenStream() {}

    static EndReason endReason(IngestException why) {
        return ABORTS.contains(why.code()) ? EndReason.ABORTED : EndReason.FAILED;
    }

    static StreamStatus status(StreamStatus started, IngestException why, Clock clock) {
        return StreamStatus.newBuilder(started)
                .setState(StreamState.FAILED)
                .setEndReason(endReason(why))
                .setErrorCode(why.code())
                .setErrorMessage(why.getMessage())
                .setUpdatedAt(clock.instant())
                .build();
    }
}
