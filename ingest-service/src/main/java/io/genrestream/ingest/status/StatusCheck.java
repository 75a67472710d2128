package io.genrestream.ingest.status;

import io.genrestream.event.StreamStatus;
import io.genrestream.topic.StreamKey;
import java.util.Optional;

/**
 * Which records of {@code audio.streams} can be true. Anybody may write there, and one that cannot be true would be ended
 * or written again for ever, or would give a stream a number beyond which no attempt counts.
 */
final class StatusCheck {
    private final int partitions;

    /** @param partitions of the topic (count) */
    StatusCheck(int partitions) {
        this.partitions = partitions;
    }

    /** What is impossible about the record; empty for one that may be true. */
    Optional<String> fault(StatusRecord record) {
        if (!StreamKey.isId(record.streamId())) {
            return Optional.of("its key is no stream's id");
        }
        if (StreamKey.partition(record.streamId(), partitions) != record.partition()) {
            return Optional.of("its key belongs to another partition");
        }
        if (record.attempt() > StatusRecord.number(record.offset())) {
            return Optional.of("its attempt " + record.attempt() + " has not been given yet");
        }
        return record.isDeletion() ? Optional.empty() : fault(record.streamId(), record.status());
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
}
