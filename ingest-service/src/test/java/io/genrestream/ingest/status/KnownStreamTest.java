package io.genrestream.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Records are given with their offset; an attempt's number is the offset of its claim plus one. */
class KnownStreamTest {
    @Test
    void shouldLetTheFirstClaimHoldTheStream() {
        KnownStream known = known(claim("a", 10), claim("b", 11));

        assertThat(known.status().getUploadId()).isEqualTo("a");
        assertThat(known.status().getAttempt()).isEqualTo(11);
        assertThat(known.isOpen()).isTrue();
    }

    @Test
    void shouldGiveEachAttemptAGreaterNumber() {
        assertThat(known(claim("a", 10), end("a", 11, StreamState.FAILED, 12), claim("b", 13))
                        .attempt())
                .isEqualTo(14);
        assertThat(known(claim("a", 10), deletion(12), claim("b", 13)).attempt())
                .isEqualTo(14);
    }

    @Test
    void shouldNotReopenAnEndedStream() {
        KnownStream known = known(claim("a", 10), end("a", 11, StreamState.ENDED, 12), claim("b", 13));

        assertThat(known.status().getState()).isEqualTo(StreamState.ENDED);
    }

    @Test
    void shouldLetTheFirstEndOfAnAttemptCountAlone() {
        KnownStream known =
                known(claim("a", 10), end("a", 11, StreamState.FAILED, 12), end("a", 11, StreamState.ENDED, 13));

        assertThat(known.status().getState()).isEqualTo(StreamState.FAILED);
        assertThat(known.toRepeat()).isTrue();
    }

    @Test
    void shouldNotTakeTheLateEndOfAnAttemptBefore() {
        KnownStream retried = known(
                claim("a", 10),
                end("a", 11, StreamState.FAILED, 12),
                claim("b", 13),
                end("a", 11, StreamState.ENDED, 14));
        assertThat(retried.status().getUploadId()).isEqualTo("b");
        assertThat(retried.isOpen()).isTrue();

        KnownStream deleted = known(claim("a", 10), deletion(12), end("a", 11, StreamState.ENDED, 13));
        assertThat(deleted.isDeleted()).isTrue();
        assertThat(deleted.toRepeat()).isTrue();
    }

    @Test
    void shouldBelieveANumberedRecordMoreThanTheOnlyClaimThatCompactionLeft() {
        StatusRecord loser = claim("b", 11);

        assertThat(known(loser, end("a", 11, StreamState.ENDED, 12)).status().getState())
                .isEqualTo(StreamState.ENDED);
        assertThat(known(loser, started("a", 11, 12)).status().getUploadId()).isEqualTo("a");
    }

    @Test
    void shouldBeDoneWithRepeatingOnceWhatCountsIsTheLastRecord() {
        KnownStream known = known(claim("a", 10), claim("b", 11));
        assertThat(known.toRepeat()).isTrue();

        known = KnownStream.after(known, started("a", 11, 12));
        assertThat(known.toRepeat()).isFalse();
        assertThat(known.lastOffset()).isEqualTo(12);
    }

    @Test
    void shouldNotDeleteALaterAttemptWhenADeletionIsRepeated() {
        StatusRecord repeated = new StatusRecord("s", null, 13, true, 0, 15);

        KnownStream known =
                known(claim("a", 10), deletion(12), end("a", 11, StreamState.ENDED, 13), claim("b", 14), repeated);

        assertThat(known.status().getUploadId()).isEqualTo("b");
        assertThat(known.toRepeat()).isTrue();
    }

    @Test
    void shouldTakeTheEndOfTheHolderThatWasWrittenBeforeAttemptsHadNumbers() {
        StatusRecord end = new StatusRecord("s", status("a", 0, StreamState.ENDED), 12, false, 0, 11);

        assertThat(known(claim("a", 10), end).attempt()).isEqualTo(11);
        assertThat(known(claim("b", 10), end).status().getUploadId()).isEqualTo("b");
    }

    @Test
    void shouldGiveALiveAttemptToWhoeverWroteItsLatestEpochFirst() {
        KnownStream known = known(
                liveClaim("a", 10),
                live("a", 11, 1, 20),
                live("b", 11, 2, 30),
                live("a", 11, 2, 31),
                live("c", 11, 2, 32));

        assertThat(known.status().getUploadId()).isEqualTo("b");
        assertThat(known.attempt()).isEqualTo(11);
        assertThat(known.status().getEpoch()).isEqualTo(2);
        assertThat(known.toRepeat()).isTrue();
    }

    @Test
    void shouldTakeWhatTheOwnerOfALiveAttemptSaysLater() {
        KnownStream known = known(liveClaim("a", 10), live("a", 11, 0, 12));
        assertThat(known.status().getUpdatedAt()).isEqualTo(Instant.ofEpochMilli(12));

        known = KnownStream.after(known, live("a", 11, 0, 11));
        assertThat(known.status().getUpdatedAt()).isEqualTo(Instant.ofEpochMilli(12));
    }

    @Test
    void shouldNotLetAnOwnerBeforeEndALiveAttempt() {
        KnownStream known = known(liveClaim("a", 10), live("b", 11, 1, 20), liveEnd("a", 11, 0, 21));
        assertThat(known.isOpen()).isTrue();

        known = KnownStream.after(known, liveEnd("b", 11, 1, 22));
        assertThat(known.isOpen()).isFalse();
    }

    @Test
    void shouldLetALiveSourceBeClaimedAgainAfterItsEnd() {
        KnownStream known = known(liveClaim("a", 10), liveEnd("a", 11, 0, 12), liveClaim("b", 13));
        assertThat(known.status().getUploadId()).isEqualTo("b");
        assertThat(known.attempt()).isEqualTo(14);

        known = known(liveClaim("a", 10), liveEnd("a", 11, 0, 12), claim("b", 13));
        assertThat(known.status().getState()).isEqualTo(StreamState.ENDED);
    }

    private static KnownStream known(StatusRecord... records) {
        KnownStream known = null;
        for (StatusRecord next : records) {
            known = KnownStream.after(known, next);
        }
        return known;
    }

    private static StatusRecord claim(String uploadId, long offset) {
        return new StatusRecord("s", status(uploadId, 0, StreamState.STARTED), offset + 1, false, 0, offset);
    }

    private static StatusRecord started(String uploadId, long attempt, long offset) {
        return new StatusRecord("s", status(uploadId, attempt, StreamState.STARTED), attempt, true, 0, offset);
    }

    private static StatusRecord end(String uploadId, long attempt, StreamState state, long offset) {
        return new StatusRecord("s", status(uploadId, attempt, state), attempt, true, 0, offset);
    }

    private static StatusRecord liveClaim(String uploadId, long offset) {
        StreamStatus status = status(uploadId, 0, StreamState.STARTED);
        status.setLive(true);
        return new StatusRecord("s", status, offset + 1, false, 0, offset);
    }

    private static StatusRecord live(String uploadId, long attempt, int epoch, long offset) {
        return live(status(uploadId, attempt, StreamState.STARTED), epoch, offset);
    }

    private static StatusRecord liveEnd(String uploadId, long attempt, int epoch, long offset) {
        return live(status(uploadId, attempt, StreamState.ENDED), epoch, offset);
    }

    /** Written at a time that is its offset in milliseconds. */
    private static StatusRecord live(StreamStatus status, int epoch, long offset) {
        status.setLive(true);
        status.setEpoch(epoch);
        status.setUpdatedAt(Instant.ofEpochMilli(offset));
        return new StatusRecord("s", status, status.getAttempt(), true, 0, offset);
    }

    private static StatusRecord deletion(long offset) {
        return new StatusRecord("s", null, offset + 1, false, 0, offset);
    }

    private static StreamStatus status(String uploadId, long attempt, StreamState state) {
        return StreamStatus.newBuilder()
                .setStreamId("s")
                .setUploadId(uploadId)
                .setAttempt(attempt)
                .setState(state)
                .setUpdatedAt(Instant.ofEpochMilli(1))
                .build();
    }
}
