package io.genrestream.ingest.live;

import io.genrestream.decoding.DecodedAudio;
import io.genrestream.event.ConnectionState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.status.StatusText;
import io.genrestream.live.LiveStation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How a live source is doing, as its stream's status tells it. Safe for many threads. */
final class LiveStatus {
    private final InstantSource clock;
    private ConnectionState connection = ConnectionState.CONNECTING;
    private LiveStation station;
    private ReceivedAudio received = ReceivedAudio.NOTHING;
    private String nowPlaying;
    private long reconnects;
    private Instant lastAudioAt = Instant.EPOCH;
    private Instant nextAttemptAt = Instant.EPOCH;
    private String errorCode;
    private String errorMessage;
    private boolean changed;

    LiveStatus(InstantSource clock) {
        this.clock = clock;
    }

    synchronized ConnectionState connection() {
        return connection;
    }

    /** Goes on from what the stream's owner before wrote. */
    synchronized void resume(StreamStatus before) {
        received = ReceivedAudio.before(before);
        nowPlaying = before.getNowPlaying();
        reconnects = before.getReconnects();
        lastAudioAt = before.getLastAudioAt();
    }

    synchronized void connecting() {
        become(ConnectionState.CONNECTING);
        nextAttemptAt = Instant.EPOCH;
    }

    synchronized void connected(LiveStation now, boolean again) {
        station = now;
        received = received.connectedAgain();
        reconnects += again ? 1 : 0;
        changed = true;
    }

    synchronized void audio(boolean silent) {
        lastAudioAt = clock.instant();
        errorCode = null;
        errorMessage = null;
        become(silent ? ConnectionState.SILENT : ConnectionState.LIVE);
    }

    /** @param audio that its container holds, as far as is known; null before that */
    synchronized void received(DecodedAudio audio) {
        ReceivedAudio now = received.and(audio);
        changed |= !now.hasSameDescriptionAs(received);
        received = now;
    }

    /** @param title that the source sends */
    synchronized void playing(String title) {
        changed |= !title.equals(nowPlaying);
        nowPlaying = title;
    }

    /**
     * @param next WAITING or OFF_AIR
     * @param pause until the next try; null where none is planned
     */
    synchronized void broken(ConnectionState next, String code, String message, Duration pause) {
        become(next);
        errorCode = code;
        errorMessage = StatusText.message(message);
        nextAttemptAt = pause == null ? Instant.EPOCH : clock.instant().plus(pause);
        changed = true;
    }

    /** Whether there is something to report. */
    synchronized boolean isChanged() {
        return changed;
    }

    /** What there is will be reported. */
    synchronized void reported() {
        changed = false;
    }

    /** It was not reported after all. */
    synchronized void reportAgain() {
        changed = true;
    }

    /** Puts it all into a status. */
    synchronized void writeTo(StreamStatus status) {
        status.setConnection(connection);
        status.setStation(station == null ? status.getStation() : station.name());
        status.setBitRate(station == null ? status.getBitRate() : station.bitRate());
        status.setFormat(received.format());
        status.setWarnings(received.warnings());
        status.setNowPlaying(nowPlaying);
        status.setReconnects(reconnects);
        status.setLastAudioAt(lastAudioAt);
        status.setNextAttemptAt(nextAttemptAt);
        status.setErrorCode(errorCode);
        status.setErrorMessage(errorMessage);
    }

    private void become(ConnectionState next) {
        changed |= next != connection;
        connection = next;
    }
}
