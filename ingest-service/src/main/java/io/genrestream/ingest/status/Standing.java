package io.genrestream.ingest.status;

import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import java.util.Optional;

/**
 * Where one stream stands after some records of its key, by rules that make every reader of the log agree, whichever
 * records compaction has left over:
 *
 * <ul>
 *   <li>of several STARTED the first holds the stream, until it is ended, failed or deleted;
 *   <li>a new attempt counts only with a higher epoch than the one before, which therefore must have failed;
 *   <li>an end counts for the attempt that holds the stream; the end of another counts if its epoch is not lower while
 *       this one is STARTED, because then compaction removed the holder's own STARTED and left a loser's.
 * </ul>
 *
 * @param status null when the stream was deleted
 * @param epoch the latest one that chunks may have been published in
 */
record Standing(StreamStatus status, int epoch) {

    static Standing first(StreamStatus status) {
        return new Standing(status, status.getEpoch());
    }

    /** @param deletedEpoch the epoch that the tombstone names, since compaction may have removed what it deletes */
    static Standing deleted(int deletedEpoch) {
        return new Standing(null, deletedEpoch);
    }

    boolean isInProgress() {
        return status != null && status.getState() == StreamState.STARTED;
    }

    /** The standing after the next record, or empty if that record does not count. */
    Optional<Standing> after(StreamStatus next) {
        return counts(next) ? Optional.of(first(next)) : Optional.empty();
    }

    /** A tombstone names the attempt that it deletes; one that names none deletes whatever there is. */
    Optional<Standing> afterTombstone(String uploadId, int deletedEpoch) {
        boolean meant = uploadId.isEmpty() || status == null || uploadId.equals(status.getUploadId());
        return meant ? Optional.of(deleted(Math.max(epoch, deletedEpoch))) : Optional.empty();
    }

    private boolean counts(StreamStatus next) {
        boolean starts = next.getState() == StreamState.STARTED;
        if (status == null) {
            return next.getEpoch() > epoch;
        }
        if (next.getUploadId().equals(status.getUploadId())) {
            return isInProgress() || !starts;
        }
        if (isInProgress()) {
            return !starts && next.getEpoch() >= epoch;
        }
        return next.getEpoch() > epoch;
    }
}
