package io.genrestream.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.genrestream.event.StreamStatus;
import java.time.Instant;

/**
 * How a live source is doing. Fields that say nothing are left out.
 *
 * @param connection CONNECTING, LIVE, SILENT, WAITING or OFF_AIR
 * @param source its address, without user and query
 * @param station what it calls itself
 * @param nowPlaying the title that it sent last
 * @param bitRate what it says that it sends (bit/s)
 * @param reconnects connections that were opened anew after the first (count)
 * @param droppedSeconds audio that came in and was given up because the broker did not take it in time (seconds)
 * @param lastAudioAt when audio last came
 * @param nextAttemptAt when it is tried next
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record LiveJson(
        String connection,
        String source,
        String station,
        String nowPlaying,
        Integer bitRate,
        @JsonInclude long reconnects,
        @JsonInclude double droppedSeconds,
        Instant lastAudioAt,
        Instant nextAttemptAt) {

    static LiveJson of(StreamStatus status) {
        return new LiveJson(
                status.getConnection().name(),
                status.getSource(),
                status.getStation(),
                status.getNowPlaying(),
                status.getBitRate() == 0 ? null : status.getBitRate(),
                status.getReconnects(),
                status.getDroppedSeconds(),
                given(status.getLastAudioAt()),
                given(status.getNextAttemptAt()));
    }

    private static Instant given(Instant time) {
        return time.equals(Instant.EPOCH) ? null : time;
    }
}
