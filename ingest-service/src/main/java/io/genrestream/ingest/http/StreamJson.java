package io.genrestream.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.genrestream.event.StreamStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A stream and its state, for people and programs without Kafka. Fields that say nothing are left out.
 *
 * @param state STARTED, ENDED or FAILED
 * @param attempt to bring the stream: greater for each new one, and the same in all events of it
 * @param instance the ingest instance that feeds or fed it
 * @param endReason why it ended: COMPLETE, DURATION_LIMIT, TRUNCATED, FAILED or ABORTED
 * @param seconds media time published
 * @param chunks published, the last one included (count)
 * @param contentDigest SHA-256 of the uploaded bytes in hexadecimal
 * @param format container/codec of the audio
 * @param tags the file's own: title, artist, genre, ...
 * @param warnings codes of what was noticed and did not fail the stream
 * @param live how its live source is doing; absent for an upload
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StreamJson(
        String streamId,
        String state,
        String uploadId,
        @JsonInclude long attempt,
        String instance,
        String title,
        String owner,
        String externalId,
        Map<String, String> attributes,
        String endReason,
        Failure error,
        @JsonInclude double seconds,
        @JsonInclude long chunks,
        String contentDigest,
        String format,
        Map<String, String> tags,
        List<String> warnings,
        LiveJson live,
        Instant startedAt,
        Instant updatedAt) {

    /** Why a stream FAILED, or its live source gives nothing at present: a stable code and a sentence. */
    public record Failure(String code, String message) {
        private static Failure of(StreamStatus status) {
            return status.getErrorCode() == null ? null : new Failure(status.getErrorCode(), status.getErrorMessage());
        }
    }

    /**
     * A page of streams.
     *
     * @param next to be given as {@code after} for the next page; absent on the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<StreamJson> streams, String next) {}

    static StreamJson of(StreamStatus status) {
        return new StreamJson(
                status.getStreamId(),
                status.getState().name(),
                status.getUploadId(),
                status.getAttempt(),
                status.getInstance(),
                status.getTitle(),
                status.getOwner(),
                status.getExternalId(),
                status.getAttributes(),
                status.getEndReason().name(),
                Failure.of(status),
                status.getSeconds(),
                status.getChunks(),
                status.getContentDigest(),
                status.getFormat(),
                status.getTags(),
                status.getWarnings(),
                status.getLive() ? LiveJson.of(status) : null,
                status.getStartedAt(),
                status.getUpdatedAt());
    }
}
