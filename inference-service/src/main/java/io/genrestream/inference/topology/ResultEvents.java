package io.genrestream.inference.topology;

import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenreChange;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.SegmentReason;
import io.genrestream.event.TrackGenre;
import io.genrestream.event.Verdict;
import io.genrestream.inference.segment.Segment;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.track.GenreVerdict;
import io.genrestream.scoring.track.Reason;
import io.genrestream.scoring.track.ScoredWindow;
import io.genrestream.scoring.track.TrackResult;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes results as events. */
final class ResultEvents {
    /** Ends at which everything that there was has been processed: too little of it is the stream's own doing. */
    private static final Set<EndReason> WITH_ALL_AUDIO =
            Set.of(EndReason.NONE, EndReason.COMPLETE, EndReason.DURATION_LIMIT);

    private final ModelDescription model;

    ResultEvents(ModelDescription model) {
        this.model = model;
    }

    GenrePrediction prediction(TimedWindow timed, int segment, ScoredWindow scored) {
        FeatureWindow window = timed.event();
        GenreVerdict verdict = scored.verdict();
        GenrePrediction prediction = new GenrePrediction();
        prediction.setStreamId(window.getStreamId());
        prediction.setAttempt(window.getAttempt());
        prediction.setEpoch(window.getEpoch());
        prediction.setSegment(segment);
        prediction.setWindowIndex(window.getWindowIndex());
        prediction.setStartSample(window.getStartSample());
        prediction.setEndSample(window.getEndSample());
        prediction.setSampleRate(window.getSampleRate());
        prediction.setModelName(model.name());
        prediction.setModelVersion(model.version());
        prediction.setModelDigest(model.digest());
        prediction.setScores(byLabel(scored.ofMusic().orElse(new float[0])));
        prediction.setLabel(label(verdict.label()));
        prediction.setConfidence(verdict.confidence());
        prediction.setVerdict(Verdict.valueOf(verdict.kind().name()));
        prediction.setReason(verdict.reason().map(Reason::name).orElse(null));
        prediction.setPartial(window.getPartial());
        prediction.setLive(window.getLive());
        prediction.setExternalId(window.getExternalId());
        prediction.setAttributes(window.getAttributes());
        prediction.setCapturedAt(timed.capturedAt());
        return prediction;
    }

    /**
     * @param segment the number of the window's
     * @param startedAt record timestamp of the attempt's first result (ms since 1970 UTC)
     */
    TrackGenre track(TimedWindow window, int segment, TrackResult result, long startedAt) {
        EndReason end = window.event().getEndReason();
        TrackGenre track = genre(window, result, end, startedAt);
        track.setSegment(segment);
        track.setFinal$(end != EndReason.NONE && !isIdle(window.event()));
        return track;
    }

    /** Adds to a result of a live stream which segment it is in, and the segment's so far. */
    void addSegment(TrackGenre track, Segment segment, TrackResult soFar) {
        track.setSegment(segment.number());
        track.setSegmentReason(segment.reason());
        track.setSegmentTitle(segment.title());
        track.setSegmentStart(segment.start());
        track.setSegmentEnd(track.getSeconds());
        track.setSegmentStartedAt(Instant.ofEpochMilli(segment.startedAt()));
        track.setSegmentLabel(label(soFar.verdict().label()));
        track.setSegmentConfidence(soFar.verdict().confidence());
    }

    /**
     * A segment that goes on.
     *
     * @param window the last one
     */
    TrackGenre segment(TimedWindow window, Segment segment, TrackResult result, long startedAt) {
        TrackGenre event = genre(window, result, EndReason.NONE, startedAt);
        addSegment(event, segment, result);
        return event;
    }

    /**
     * A segment that has ended.
     *
     * @param end media time of its end (s)
     * @param reason why the stream ended with it, or NONE
     */
    TrackGenre ended(
            TimedWindow window, Segment segment, double end, EndReason reason, TrackResult result, long startedAt) {
        TrackGenre event = genre(window, result, reason, startedAt);
        addSegment(event, segment, result);
        event.setSegmentEnd(end);
        event.setFinal$(true);
        return event;
    }

    /** Whether a live source is away for long, and the stream does not end with that. */
    static boolean isIdle(FeatureWindow window) {
        return window.getLive() && window.getEndReason() == EndReason.IDLE;
    }

    private TrackGenre genre(TimedWindow timed, TrackResult result, EndReason end, long startedAt) {
        FeatureWindow window = timed.event();
        GenreVerdict verdict = result.verdict();
        TrackGenre track = new TrackGenre();
        track.setStreamId(window.getStreamId());
        track.setAttempt(window.getAttempt());
        track.setSegmentReason(SegmentReason.NONE);
        track.setSegmentStartedAt(Instant.EPOCH);
        track.setEpoch(window.getEpoch());
        track.setVerdict(Verdict.valueOf(verdict.kind().name()));
        track.setReason(
                verdict.reasonAfter(end.name(), WITH_ALL_AUDIO.contains(end)).orElse(null));
        track.setLabel(label(verdict.label()));
        track.setConfidence(verdict.confidence());
        track.setScores(byLabel(result.distribution()));
        track.setWindows(result.windows());
        track.setSeconds(timed.seconds());
        track.setModelName(model.name());
        track.setModelVersion(model.version());
        track.setModelDigest(model.digest());
        track.setTimeline(timeline(result));
        track.setEmbedding(littleEndian(result.embedding()));
        track.setEndReason(end);
        track.setLive(window.getLive());
        track.setExternalId(window.getExternalId());
        track.setAttributes(window.getAttributes());
        track.setStartedAt(Instant.ofEpochMilli(startedAt));
        track.setCapturedAt(timed.capturedAt());
        return track;
    }

    private List<GenreChange> timeline(TrackResult result) {
        return result.timeline().stream()
                .map(change -> new GenreChange(change.seconds(), label(change.label()), change.confidence()))
                .toList();
    }

    private String label(int place) {
        return place == GenreVerdict.NO_LABEL ? null : model.labels().get(place);
    }

    private Map<String, Float> byLabel(float[] scores) {
        Map<String, Float> byLabel = new LinkedHashMap<>();
        for (int i = 0; i < scores.length; i++) {
            byLabel.put(model.labels().get(i), scores[i]);
        }
        return byLabel;
    }

    private static ByteBuffer littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }
}
