package io.genrestream.ingest.status;

import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;

/**
 * What the log says of one stream, by rules that make every reader agree:
 *
 * <ul>
 *   <li>of several claims the first owns the stream, until it has failed or is deleted; an ended one stays ended, but a
 *       live source may be claimed again;
 *   <li>a live attempt belongs to whoever wrote its latest epoch first, and goes on with what that owner writes;
 *   <li>within an attempt the first end counts and nothing after it;
 *   <li>what belongs to a smaller attempt than the one known never counts;
 *   <li>a deletion ends whatever came before it.
 * </ul>
 *
 * Compaction keeps the last record of a key, which may be one that does not count. Whoever reads only what it left
 * presumes that a claim counts, until a numbered record says otherwise.
 *
 * @param status what counts, its attempt filled in; null for a deleted stream
 * @param attempt the number of the attempt that owns the stream or owned it last, or of the deletion
 * @param presumed whether it is a claim before which nothing of the stream is known
 * @param toRepeat whether a record that does not count is the stream's last: then the one that counts has to be written
 *     again, or compaction would remove it
 * @param partition of the stream
 * @param lastOffset of the stream's last record
 */
public record KnownStream(
        String streamId,
        StreamStatus status,
        long attempt,
        boolean presumed,
        boolean toRepeat,
        int partition,
        long lastOffset) {

    /** @param before null when nothing is known of the stream */
    static KnownStream after(KnownStream before, StatusRecord next) {
        if (before == null) {
            return counting(next, next.attempt(), next.isClaim());
        }
        if (before.isReplacedBy(next)) {
            return counting(next, next.isUnnumberedEnd() ? before.attempt : next.attempt(), false);
        }
        return before.isRepeatedBy(next)
                ? new KnownStream(
                        before.streamId, before.status, before.attempt, false, false, before.partition, next.offset())
                : before.followedByOther(next.offset());
    }

    /** The same after a record that does not count. */
    KnownStream followedByOther(long offset) {
        return new KnownStream(streamId, status, attempt, presumed, true, partition, offset);
    }

    public boolean isDeleted() {
        return status == null;
    }

    /** Whether somebody feeds it; a state that came with a later version is left to those who know it. */
    public boolean isOpen() {
        return status != null && status.getState() != StreamState.ENDED && status.getState() != StreamState.FAILED;
    }

    /** Whether the attempt goes on with the same owner. */
    boolean hasSameOwner(KnownStream later) {
        return later.isOpen()
                && later.attempt == attempt
                && later.status.getUploadId().equals(status.getUploadId());
    }

    private boolean isReplacedBy(StatusRecord next) {
        if (next.isClaim()) {
            return isDeleted() || status.getState() == StreamState.FAILED || isLiveAgain(next.status());
        }
        if (next.isUnnumberedEnd()) {
            return isOpen() && status.getUploadId().equals(next.status().getUploadId());
        }
        if (next.attempt() == attempt) {
            return isOpen() && !next.isDeletion() && isContinuedBy(next.status());
        }
        return next.attempt() > attempt || presumed && next.numbered();
    }

    private boolean isLiveAgain(StreamStatus claim) {
        return status.getState() == StreamState.ENDED && status.getLive() && claim.getLive();
    }

    /** Whether a later record of the same attempt counts. */
    private boolean isContinuedBy(StreamStatus next) {
        boolean ends = next.getState() != StreamState.STARTED;
        if (!status.getLive()) {
            return ends;
        }
        if (next.getEpoch() != status.getEpoch()) {
            return next.getEpoch() > status.getEpoch();
        }
        return next.getUploadId().equals(status.getUploadId())
                && (ends || next.getUpdatedAt().isAfter(status.getUpdatedAt()));
    }

    private boolean isRepeatedBy(StatusRecord next) {
        if (next.attempt() != attempt || next.isDeletion() != isDeleted()) {
            return false;
        }
        return isDeleted() || withAttempt(next.status(), attempt).equals(status);
    }

    private static KnownStream counting(StatusRecord record, long attempt, boolean presumed) {
        StreamStatus status = record.isDeletion() ? null : withAttempt(record.status(), attempt);
        return new KnownStream(
                record.streamId(), status, attempt, presumed, false, record.partition(), record.offset());
    }

    private static StreamStatus withAttempt(StreamStatus status, long attempt) {
        return status.getAttempt() == attempt
                ? status
                : StreamStatus.newBuilder(status).setAttempt(attempt).build();
    }
}
