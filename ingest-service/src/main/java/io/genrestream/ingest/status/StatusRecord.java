package io.genrestream.ingest.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.topic.StreamKey;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A record of {@code audio.streams}: a status, or the deletion of a stream.
 *
 * @param status null for a deletion
 * @param attempt the number in the record; where there is none, its own offset plus one: so the numbers of a
 *     stream grow along the log, and nobody has to remember the last
 * @param numbered whether the number is in the record: it was written when the log had given it already
 */
record StatusRecord(String streamId, StreamStatus status, long attempt, boolean numbered, int partition, long offset) {
    /** Header of a deletion that is written again: the number that it had the first time. */
    static final String ATTEMPT = "attempt";

    static StatusRecord of(ConsumerRecord<byte[], byte[]> event, StreamStatus status) {
        long given = status == null ? header(event) : status.getAttempt();
        return new StatusRecord(
                new String(event.key(), UTF_8),
                status,
                given > 0 ? given : number(event.offset()),
                given > 0,
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
        return !numbered && status != null && status.getState() == StreamState.STARTED;
    }

    /** An end as it was written before attempts had numbers. */
    boolean isUnnumberedEnd() {
        return !numbered && status != null && status.getState() != StreamState.STARTED;
    }

    /**
     * What cannot be true of it; empty for one that may be. Anybody may write to the topic, and a record that cannot be true
     * would be ended or written again for ever, or would give a stream a number beyond which no attempt counts.
     *
     * @param partitions of the topic (count)
     */
    Optional<String> fault(int partitions) {
        if (!StreamKey.isId(streamId)) {
            return Optional.of("its key is no stream's id");
        }
        if (StreamKey.partition(streamId, partitions) != partition) {
            return Optional.of("its key belongs to another partition");
        }
        if (attempt > number(offset)) {
            return Optional.of("its attempt " + attempt + " has not been given yet");
        }
        return isDeletion() ? Optional.empty() : fault(streamId, status);
    }

    private static Optional<String> fault(String key, StreamStatus status) {
        if (!status.getStreamId().equals(key)) {
            return Optional.of("its streamId is not its key");
        }
        if (status.getAttempt() < 0) {
            return Optional.of("its attempt is " + status.getAttempt());
        }
        if (status.getEpoch() < 0 || status.getEpoch() == Integer.MAX_VALUE) {
            return Optional.of("its epoch is " + status.getEpoch());
        }
        if (status.getStartedAt().toEpochMilli() < 0) {
            return Optional.of("it was started before 1970");
        }
        if (status.getInstance().chars().anyMatch(Character::isISOControl)) {
            return Optional.of("its instance has a control character");
        }
        return Optional.empty();
    }

    private static long header(ConsumerRecord<byte[], byte[]> event) {
        Header header = event.headers().lastHeader(ATTEMPT);
        String text = header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
