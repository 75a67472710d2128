package io.genrestream.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final StreamStatus A_STARTED = status("a", 0, StreamState.STARTED);
    private static final StreamStatus A_ENDED = status("a", 0, StreamState.ENDED);
    private static final StreamStatus A_FAILED = status("a", 0, StreamState.FAILED);
    private static final StreamStatus B_STARTED = status("b", 0, StreamState.STARTED);
    private static final StreamStatus B_RETRIES = status("b", 1, StreamState.STARTED);

    @Test
    void shouldLetTheFirstStartedHoldTheStream() {
        assertThat(standing(A_STARTED, B_STARTED)).isEqualTo(A_STARTED);
        assertThat(standing(A_STARTED, B_STARTED, A_ENDED)).isEqualTo(A_ENDED);
        assertThat(standing(A_STARTED, B_RETRIES)).isEqualTo(A_STARTED);
    }

    @Test
    void shouldNotReopenAnEndedStream() {
        assertThat(standing(A_STARTED, A_ENDED, B_STARTED)).isEqualTo(A_ENDED);
        assertThat(standing(A_STARTED, A_ENDED, A_STARTED)).isEqualTo(A_ENDED);
    }

    @Test
    void shouldTakeANewAttemptWithAHigherEpochAfterAFailure() {
        assertThat(standing(A_STARTED, A_FAILED, B_STARTED)).isEqualTo(A_FAILED);
        assertThat(standing(A_STARTED, A_FAILED, B_RETRIES)).isEqualTo(B_RETRIES);
        assertThat(standing(A_STARTED, A_FAILED, B_RETRIES, A_FAILED)).isEqualTo(B_RETRIES);
    }

    @Test
    void shouldBelieveTheEndOfAHolderWhoseStartWasCompactedAway() {
        assertThat(standing(B_STARTED, A_ENDED)).isEqualTo(A_ENDED);
    }

    @Test
    void shouldTakeTheLaterOfTwoEndsOfOneAttempt() {
        StreamStatus counted = StreamStatus.newBuilder(A_FAILED).setChunks(7).build();
        assertThat(standing(A_STARTED, A_FAILED, counted)).isEqualTo(counted);
    }

    @Test
    void shouldRememberTheEpochOfADeletedStream() {
        Standing deleted = Standing.first(B_RETRIES).afterTombstone("b", 1).orElseThrow();
        assertThat(deleted.after(A_STARTED)).isEmpty();
        assertThat(deleted.after(B_RETRIES)).isEmpty();
        assertThat(deleted.after(status("c", 2, StreamState.STARTED))).isPresent();
    }

    @Test
    void shouldNotDeleteAnAttemptThatTheTombstoneDoesNotMean() {
        assertThat(Standing.first(B_RETRIES).afterTombstone("a", 0)).isEmpty();
        assertThat(Standing.first(B_RETRIES).afterTombstone("", 0)).contains(Standing.deleted(1));
    }

    private static StreamStatus standing(StreamStatus first, StreamStatus... next) {
        Standing standing = Standing.first(first);
        for (StreamStatus status : Arrays.asList(next)) {
            Optional<Standing> after = standing.after(status);
            standing = after.orElse(standing);
        }
        return standing.status();
    }

    private static StreamStatus status(String uploadId, int epoch, StreamState state) {
        return StreamStatus.newBuilder()
                .setStreamId("s")
                .setUploadId(uploadId)
                .setEpoch(epoch)
                .setState(state)
                .build();
    }
}
