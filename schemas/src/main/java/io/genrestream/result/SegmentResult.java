package io.genrestream.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.genrestream.event.TrackGenre;
import java.time.Instant;
import java.util.Map;

/**
 * A segment of a live stream, mostly a song, as JSON readers see it.
 *
 * @param attempt the attempt to bring the stream that it belongs to; a greater one is later
 * @param segment counted within the attempt
 * @param isFinal whether it has ended
 * @param began why it began
 * @param title what the source said was playing, null where it said nothing
 * @param start media time of the attempt at which it began, audio that was lost included (s)
 * @param end media time that it has reached, or at which it ended (s)
 * @param startedAt wall clock of its start, ISO 8601
 * @param endedAt wall clock of {@code end}, ISO 8601
 * @param reason why the verdict is not GENRE, else null
 * @param label over the whole of it, null unless the verdict is GENRE
 * @param confidence probability of the best label, 0 to 1
 * @param scores probability by label, best first; empty before a window was scored
 * @param windows that count in the scores
 */
public record SegmentResult(
        String streamId,
        long attempt,
        int segment,
        @JsonProperty("final") boolean isFinal,
        String began,
        String title,
        double start,
        double end,
        String startedAt,
        String endedAt,
        String verdict,
        String reason,
        String label,
        double confidence,
        Map<String, Double> scores,
        int windows,
        String endReason,
        String externalId,
        Map<String, String> attributes) {

    /** @param segment of genre.segments */
    public static SegmentResult of(TrackGenre segment) {
        Instant startedAt = segment.getSegmentStartedAt();
        double seconds = segment.getSegmentEnd() - segment.getSegmentStart();
        return new SegmentResult(
                segment.getStreamId(),
                segment.getAttempt(),
                segment.getSegment(),
                segment.getFinal$(),
                segment.getSegmentReason().name(),
                segment.getSegmentTitle(),
                segment.getSegmentStart(),
                segment.getSegmentEnd(),
                startedAt.toString(),
                startedAt.plusMillis(Math.round(1_000 * seconds)).toString(),
                segment.getVerdict().name(),
                segment.getReason(),
                segment.getLabel(),
                GenreResult.decimal(segment.getConfidence()),
                GenreResult.bestFirst(segment.getScores()),
                segment.getWindows(),
                segment.getEndReason().name(),
                segment.getExternalId(),
                segment.getAttributes());
    }
}
