package io.genrestream.inference.topology;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.genrestream.dsp.window.Window;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.TrackGenre;
import io.genrestream.event.Verdict;
import io.genrestream.inference.InferenceMetrics;
import io.genrestream.inference.segment.Segmentation;
import io.genrestream.kit.trace.Traces;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.track.NonFiniteScoresException;
import io.genrestream.scoring.track.ScoredWindow;
import io.genrestream.scoring.track.TrackScore;
import io.genrestream.scoring.track.WindowClassifier;
import io.genrestream.scoring.track.WindowCoverage;
import io.genrestream.streams.EventReader;
import io.genrestream.streams.RecordTimes;
import io.genrestream.streams.RecordTrace;
import io.genrestream.streams.RefusedRecordException;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Raw records to predictions, track results and segments, all in the transaction of its task. Each attempt of a stream is
 * a track of its own. What the feature service cannot know of a window is set in it on its way: a plausible time, media
 * time that never goes back, and the number of its segment.
 */
final class ClassifyWindows extends ContextualProcessor<byte[], byte[], Object, Object> {
    private static final Duration PURGE_INTERVAL = Duration.ofMinutes(1);

    private final EventReader<FeatureWindow> reader;
    private final WindowCheck check;
    private final WindowClassifier classifier;
    private final ModelDescription model;
    private final ResultEvents results;
    private final Duration longestSegment;
    private final InferenceMetrics metrics;
    private TrackStates tracks;

    /** @param longestSegment of a live stream */
    ClassifyWindows(
            EventReader<FeatureWindow> reader, GenreModel model, Duration longestSegment, InferenceMetrics metrics) {
        this.reader = reader;
        this.model = model.description();
        this.check = new WindowCheck(this.model);
        this.classifier = new WindowClassifier(model, metrics::timeScore);
        this.results = new ResultEvents(this.model);
        this.longestSegment = longestSegment;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        this.tracks = new TrackStates(context);
        context.schedule(PURGE_INTERVAL, PunctuationType.WALL_CLOCK_TIME, tracks::purge);
    }

    /** @throws RefusedRecordException when it is a dead letter */
    @Override
    public void process(Record<byte[], byte[]> raw) {
        FeatureWindow window = reader.read(raw);
        check.checkStream(raw.key(), window);
        Span.current()
                .setAttribute(Traces.STREAM_ID, window.getStreamId())
                .setAttribute(Traces.EPOCH, window.getEpoch())
                .setAttribute(Traces.WINDOW, window.getWindowIndex())
                .setAttribute(Traces.MODEL_VERSION, model.version());
        window.setCapturedAt(Instant.ofEpochMilli(RecordTimes.plausible(recordTime(window), now())));
        TrackState state = tracks.get(window.getStreamId());
        if (state != null && state.isAfter(window)) {
            metrics.late();
        } else if (window.getEndReason() == EndReason.DELETED) {
            // After the end too, and whatever else the record holds.
            delete(window, state);
        } else if (state != null && state.hasEnded(window)) {
            metrics.duplicate();
        } else {
            checkAndAdd(window, state);
        }
    }

    /** No result stays of a stream that is deleted, only its place. */
    private void delete(FeatureWindow window, TrackState state) {
        forward(null, window, new RecordHeaders(), InferenceTopology.TRACKS);
        tracks.removeScore(window.getStreamId(), state);
        tracks.put(window.getStreamId(), TrackState.ended(window, now()));
    }

    private void checkAndAdd(FeatureWindow window, TrackState state) {
        try {
            check.check(window);
            if (state != null && state.hasSeen(window)) {
                metrics.duplicate();
            } else {
                add(window, state);
            }
        } catch (RefusedRecordException e) {
            if (window.getEndReason() != EndReason.NONE) {
                // Its features are refused, the end of the stream is not: whoever waits for the result gets one.
                add(check.endWithoutFeatures(window), state);
            }
            throw e;
        }
    }

    private void add(FeatureWindow window, TrackState state) {
        String streamId = window.getStreamId();
        boolean goesOn = state != null && state.isContinuedBy(window);
        if (goesOn) {
            // Media time never goes back.
            window.setStreamSample(Math.max(window.getStreamSample(), state.streamSample()));
        }
        boolean scoreGoesOn = goesOn && state.isOpen() && state.modelDigest().equals(model.digest());
        TrackScore track = scoreGoesOn
                ? TrackScore.restore(state.score(), tracks.entries(streamId), model)
                : new TrackScore(model, window.getLive());
        long startedAt = goesOn ? state.startedAt() : recordTime(window);
        LiveSegments segments = new LiveSegments(
                goesOn ? state.segmentation() : Segmentation.NONE,
                results,
                track,
                startedAt,
                segment -> forwardSegment(segment, window));
        if (window.getFrames() > 0) {
            classify(window, newSeconds(window, goesOn ? state.streamSample() : 0), track, segments);
        }
        TrackGenre genre = results.track(window, track.result(), startedAt);
        if (window.getLive()) {
            segments.describe(genre);
        }
        forward(genre, window, finalHeader(genre), InferenceTopology.TRACKS);
        if (window.getEndReason() != EndReason.NONE) {
            end(window, genre, segments, startedAt, state);
            return;
        }
        if (!scoreGoesOn) {
            tracks.removeScore(streamId, state);
        }
        byte[] score = track.save(tracks.entries(streamId));
        tracks.put(streamId, TrackState.open(window, startedAt, now(), model.digest(), segments.now(), score));
    }

    private void end(FeatureWindow window, TrackGenre genre, LiveSegments segments, long startedAt, TrackState state) {
        segments.end(window);
        tracks.removeScore(window.getStreamId(), state);
        if (ResultEvents.isIdle(window)) {
            tracks.put(window.getStreamId(), TrackState.idle(window, startedAt, now(), segments.now()));
        } else {
            metrics.track(genre.getVerdict());
            tracks.put(window.getStreamId(), TrackState.ended(window, now()));
        }
    }

    /**
     * Audio in the window that no window before had (s).
     *
     * @param mediaBefore media time that those had reached (samples)
     */
    private static double newSeconds(FeatureWindow window, long mediaBefore) {
        long heard = window.getEndSample() - window.getStartSample();
        return (double) Math.min(heard, window.getStreamSample() - mediaBefore) / window.getSampleRate();
    }

    private void classify(FeatureWindow window, double newSeconds, TrackScore track, LiveSegments segments) {
        Window features = WindowCheck.features(window);
        ScoredWindow scored;
        try {
            scored = classifier.classify(features);
        } catch (NonFiniteScoresException e) {
            throw new RefusedRecordException(WindowError.NON_FINITE_FEATURES, e.getMessage());
        }
        Runnable addToTrack = () -> track.add(ResultEvents.seconds(window), WindowCoverage.of(features), scored);
        if (window.getLive()) {
            segments.process(window, longestSegment, addToTrack);
        } else {
            addToTrack.run();
        }
        metrics.window(
                window.getLive(),
                Verdict.valueOf(scored.verdict().kind().name()),
                newSeconds,
                now() - recordTime(window));
        forward(results.prediction(window, scored), window, new RecordHeaders(), InferenceTopology.PREDICTIONS);
    }

    private void forwardSegment(TrackGenre segment, FeatureWindow window) {
        if (segment.getFinal$()) {
            metrics.segment(segment.getSegmentReason());
        }
        forward(segment, window, finalHeader(segment), InferenceTopology.SEGMENTS);
    }

    private void forward(SpecificRecord event, FeatureWindow window, Headers headers, String sink) {
        context()
                .forward(
                        new Record<>(window.getStreamId(), event, recordTime(window), RecordTrace.addTo(headers)),
                        sink);
    }

    private static Headers finalHeader(TrackGenre genre) {
        return new RecordHeaders()
                .add(
                        InferenceTopology.FINAL_HEADER,
                        Boolean.toString(genre.getFinal$()).getBytes(US_ASCII));
    }

    private static long recordTime(FeatureWindow window) {
        return window.getCapturedAt().toEpochMilli();
    }

    private long now() {
        return context().currentSystemTimeMs();
    }
}
