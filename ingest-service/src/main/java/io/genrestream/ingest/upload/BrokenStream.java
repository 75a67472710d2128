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

    private static final int MESSAGE_CHARACTERS = 1_000;

    private BrokenStream() {}

    static EndReason endReason(IngestException why) {
        return ABORTS.contains(why.code()) ? EndReason.ABORTED : EndReason.FAILED;
    }

    /** The message may hold what a decoder said of a hostile file, and the status of a failure must always be taken. */
    static StreamStatus status(StreamStatus started, IngestException why, Clock clock) {
        return StreamStatus.newBuilder(started)
                .setState(StreamState.FAILED)
                .setEndReason(endReason(why))
                .setErrorCode(why.code())
                .setErrorMessage(shortened(why.getMessage()))
                .setUpdatedAt(clock.instant())
                .build();
    }

    private static String shortened(String message) {
        return message.length() <= MESSAGE_CHARACTERS ? message : message.substring(0, MESSAGE_CHARACTERS) + "...";
    }
}
