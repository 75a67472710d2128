package io.genrestream.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.genrestream.event.SegmentReason;
import io.genrestream.event.TrackGenre;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A track's genre as JSON readers see it, the same from every door: REST, server-sent events, {@code send --json} and
 * {@code watch --json}.
 *
 * @param attempt the attempt to bring the stream that this is the result of; a greater one is later
 * @param reason why the verdict is not GENRE, else null
 * @param label null unless the verdict is GENRE
 * @param confidence probability of the best label, 0 to 1
 * @param scores probability by label, best first; empty before a window was scored
 * @param seconds media time of the attempt, audio that was lost included
 * @param timeline the changes of the leading genre, oldest first
 * @param now the segment that a live stream is in, left out of JSON for an upload
 */
public record GenreResult(
        String streamId,
        long attempt,
        int segment,
        @JsonProperty("final") boolean isFinal,
        String verdict,
        String reason,
        String label,
        double confidence,
        Map<String, Double> scores,
        double seconds,
        int windows,
        Model model,
        List<Change> timeline,
        @JsonInclude(JsonInclude.Include.NON_NULL) Now now,
        String endReason,
        String externalId,
        Map<String, String> attributes) {

    public record Model(String name, String version, String digest) {}

    /** A moment, in seconds of media time, from which {@code label} led with {@code confidence}. */
    public record Change(double seconds, String label, double confidence) {}

    /**
     * The segment so far; its number is {@link GenreResult#segment}.
     *
     * @param reason why it began
     * @param title what the source says is playing, null where it says nothing
     * @param start media time of the attempt at which it began (s)
     * @param startedAt wall clock of its start, ISO 8601
     * @param label the best label over the whole of it, null where none counts
     * @param confidence probability of the best label, 0 to 1
     */
    public record Now(String reason, String title, double start, String startedAt, String label, double confidence) {}

    public static GenreResult of(TrackGenre track) {
        return new GenreResult(
                track.getStreamId(),
                track.getAttempt(),
                track.getSegment(),
                track.getFinal$(),
                track.getVerdict().name(),
                track.getReason(),
                track.getLabel(),
                decimal(track.getConfidence()),
                bestFirst(track.getScores()),
                track.getSeconds(),
                track.getWindows(),
                new Model(track.getModelName(), track.getModelVersion(), track.getModelDigest()),
                track.getTimeline().stream()
                        .map(change -> new Change(
                                decimal(change.getSeconds()), change.getLabel(), decimal(change.getConfidence())))
                        .toList(),
                now(track),
                track.getEndReason().name(),
                track.getExternalId(),
                track.getAttributes());
    }

    private static Now now(TrackGenre track) {
        return track.getSegmentReason() == SegmentReason.NONE
                ? null
                : new Now(
                        track.getSegmentReason().name(),
                        track.getSegmentTitle(),
                        track.getSegmentStart(),
                        track.getSegmentStartedAt().toString(),
                        track.getSegmentLabel(),
                        decimal(track.getSegmentConfidence()));
    }

    /** Scores by label, best first, so that the first is the answer and the next are the runners-up. */
    public static Map<String, Double> bestFirst(Map<String, Float> scores) {
        Map<String, Double> sorted = new LinkedHashMap<>();
        scores.entrySet().stream()
                .sorted(Map.Entry.<String, Float>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), decimal(entry.getValue())));
        return sorted;
    }

    /** The shortest decimal that reads back as the same float: 0.1f becomes 0.1, not 0.10000000149. */
    public static double decimal(float value) {
        return Double.parseDouble(Float.toString(value));
    }
}
