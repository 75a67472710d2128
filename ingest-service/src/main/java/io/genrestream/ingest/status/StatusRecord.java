package io.genrestream.ingest.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record of {@code audio.streams}: a status, or the deletion of a stream.
 *
 * @param status null for a deletion
 * @param attempt the number that the record carries; where it carries none, its own offset plus one: so the numbers of a
 *     stream grow along the log, and nobody has to remember the last
 * @param carried whether the record carries its number: it was written when the log had given it already
 */
record StatusRecord(String streamId, StreamStatus status, long attempt, boolean carried, int partition, long offset) {
    /** Header of a deletion that is written again: the number that it had the first time. */
    static final String ATTEMPT = "attempt";

    static StatusRecord of(ConsumerRecord<byte[], byte[]> event, StreamStatus status) {
        long carried = status == null ? header(event) : status.getAttempt();
        return new StatusRecord(
                new String(event.key(), UTF_8),
                status,
                carried > 0 ? carried : number(event.offset()),
                carried > 0,
                event.partition(),
                event.offset());
    }

    /** The number of the attempt, or of the deletion, whose first record has this offset. */
    static long number(long offset) {
        return offset + 1;
    }

    boolean isDeletion() {
        return status == null;
    }

    /** Somebody wants to feed the stream, and whether the log gave it to them has to be found out. */
    boolean isClaim() {
        return !carried && status != null && status.getState() == StreamState.STARTED;
    }

    /** An end as it was written before attempts had numbers. */
    boolean isUnnumberedEnd() {
        return !carried && status != null && status.getState() != StreamState.STARTED;
    }

    private static long header(ConsumerRecord<byte[], byte[]> event) {
        Header header = event.headers().lastHeader(ATTEMPT);
        String text = header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
