package io.genrestream.ingest.live;

import io.genrestream.event.ConnectionState;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.util.EnumSet;
import java.util.Set;

/**
 * Why a connection brings no audio any more, or never did.
 *
 * @param state in which the next try is waited for
 * @param slow whether the next try will hardly fare better soon
 */
record Break(ConnectionState state, String code, String message, boolean slow) {
    private static final int CLIENT_ERRORS = 4;

    /** What a connection that is lost throws; all else is an answer, and will be the same for a while. */
    private static final Set<LiveError> PASSING = EnumSet.of(
            LiveError.SOURCE_UNREACHABLE, LiveError.SOURCE_STALLED, LiveError.SOURCE_ENDED, LiveError.TITLES_DAMAGED);

    static Break of(LiveError error, String detail) {
        return of(new LiveException(error, detail));
    }

    /** A station that is off the air answers 404, and hosts send 403 or 429 under load: both may come back after hours. */
    static Break of(LiveException why) {
        boolean offAir = why.status() / 100 == CLIENT_ERRORS || why.code() == LiveError.SOURCE_OFF_AIR;
        return new Break(
                offAir ? ConnectionState.OFF_AIR : ConnectionState.WAITING,
                why.code().name(),
                why.getMessage(),
                offAir || !PASSING.contains(why.code()));
    }

    static Break of(IngestException why) {
        return new Break(ConnectionState.WAITING, why.code(), why.getMessage(), false);
    }
}
