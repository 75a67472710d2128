package io.genrestream.ingest.live;

import io.genrestream.event.ConnectionState;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.live.LiveAddress;
import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import io.genrestream.live.LiveRoute;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The connections of one live source, of which there is one at a time, and how long to wait between two. One thread
 * makes and reads them, any may check and close.
 */
final class Connections {
    /** So much of it makes the source SILENT. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final LiveRoute route;
    private final LiveParts parts;
    private final LiveStatus status;
    private final Silence silence;
    private final Pace pace;
    private final BackOff retries;
    private final BackOff slowRetries;
    private volatile Reception reception;
    private volatile boolean closed;
    private boolean connectedBefore;

    Connections(LiveAddress address, LiveParts parts, LiveStatus status) {
        this.route = parts.reader().route(address);
        this.parts = parts;
        this.status = status;
        this.silence = new Silence(parts.sampleRate(), SILENCE);
        this.pace = new Pace(parts.sampleRate(), System::nanoTime);
        RandomGenerator random = RandomGenerator.getDefault();
        this.retries = new BackOff(BackOff.SOON, random);
        this.slowRetries = new BackOff(BackOff.SLOW, random);
    }

    /** The source was connected before, elsewhere. */
    void resume() {
        connectedBefore = true;
    }

    /** Connects and reads to the connection's end; returns why it ended. */
    Break read(LivePublisher publisher) {
        try (LiveConnection connection = route.open()) {
            status.connected(connection.station(), connectedBefore);
            if (connectedBefore) {
                parts.totals().reconnected();
            }
            connectedBefore = true;
            Reception now = new Reception(connection, parts, publisher, status, silence, pace);
            reception = now;
            if (closed) {
                now.close();
            }
            Break broken = now.read();
            reception = null;
            if (now.wasStable()) {
                retries.reset();
            }
            if (now.hadAudio()) {
                slowRetries.reset();
            }
            return broken;
        } catch (LiveException e) {
            return Break.of(e);
        }
    }

    /** How long to wait before the next. */
    Duration pauseAfter(Break broken) {
        return (broken.slow() ? slowRetries : retries).next();
    }

    /** To be called about once a second. */
    void check() {
        Reception now = reception;
        if (now != null) {
            now.check();
        }
    }

    /** Ends the one that is there, and each that is made later. */
    void close() {
        closed = true;
        Reception now = reception;
        if (now != null) {
            now.close();
        }
    }

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
                LiveError.SOURCE_UNREACHABLE,
                LiveError.SOURCE_STALLED,
                LiveError.SOURCE_ENDED,
                LiveError.TITLES_DAMAGED);

        static Break of(LiveError error, String detail) {
            return of(new LiveException(error, detail));
        }

        /**
         * A station that is off the air answers 404, and hosts send 403 or 429 under load: both may come back after
         * hours.
         */
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
}
