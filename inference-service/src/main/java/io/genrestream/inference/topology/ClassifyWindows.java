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
import io.genrestream.scoring.track.TrackEntries;
import io.genrestream.scoring.track.TrackScore;
import io.genrestream.scoring.track.WindowClassifier;
import io.genrestream.scoring.track.WindowCoverage;
import io.genrestream.streams.EventReader;
import io.genrestream.streams.RecordTrace;
import io.genrestream.streams.RefusedRecordException;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Raw records to predictions, track results and segments, all in the transaction of its task. Each attempt of a stream
 * is a track of its own.
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
        FeatureWindow event = reader.read(raw);
        check.checkStream(raw.key(), event);
        Span.current()
                .setAttribute(Traces.STREAM_ID, event.getStreamId())
                .setAttribute(Traces.EPOCH, event.getEpoch())
                .setAttribute(Traces.WINDOW, event.getWindowIndex())
                .setAttribute(Traces.MODEL_VERSION, model.version());
        TrackState state = tracks.get(event.getStreamId());
        TimedWindow window = TimedWindow.of(event, state, now());
        if (state != null && state.isAfter(event)) {
            metrics.late();
        } else if (event.getEndReason() == EndReason.DELETED) {
            // After the end too, and whatever else the record holds.
            delete(window, state);
        } else if (state != null && state.hasEnded(event)) {
            metrics.duplicate();
        } else {
            checkAndAdd(window, state);
        }
    }

    /** No result stays of a stream that is deleted, only its place. */
    private void delete(TimedWindow window, TrackState state) {
        forward(null, window, new RecordHeaders(), InferenceTopology.TRACKS);
        end(window, state, TrackState.ended(window, now()));
    }

    private void checkAndAdd(TimedWindow window, TrackState state) {
        FeatureWindow event = window.event();
        try {
            check.check(event);
            if (state != null && state.hasSeen(event)) {
                metrics.duplicate();
            } else {
                add(window, state);
            }
        } catch (RefusedRecordException e) {
            if (event.getEndReason() != EndReason.NONE) {
                // Its features are refused, the end of the stream is not: whoever waits for the result gets one.
                add(window.with(check.endWithoutFeatures(event)), state);
            }
            throw e;
        }
    }

    private void add(TimedWindow window, TrackState state) {
        FeatureWindow event = window.event();
        boolean goesOn = state != null && state.isContinuedBy(event);
        boolean scoreGoesOn = goesOn && state.isOpen() && state.modelDigest().equals(model.digest());
        TrackEntries entries = tracks.entries(event.getStreamId());
        TrackScore track = scoreGoesOn
                ? TrackScore.restore(state.score(), entries, model)
                : new TrackScore(model, event.getLive());
        long startedAt = goesOn ? state.startedAt() : window.time();
        LiveSegments segments = new LiveSegments(
                goesOn ? state.segmentation() : Segmentation.NONE,
                results,
                track,
                startedAt,
                segment -> forwardSegment(segment, window));
        int segment = event.getFrames() > 0 ? classify(window, track, segments) : event.getSegment();
        TrackGenre genre = results.track(window, segment, track.result(), startedAt);
        if (event.getLive()) {
            segments.describe(genre);
        }
        forward(genre, window, finalHeader(genre), InferenceTopology.TRACKS);
        if (event.getEndReason() == EndReason.NONE) {
            if (!scoreGoesOn) {
                tracks.removeScore(event.getStreamId(), state);
            }
            tracks.put(
                    event.getStreamId(),
                    TrackState.open(window, startedAt, now(), model.digest(), segments.now(), track.save(entries)));
            return;
        }
        segments.end(window);
        if (ResultEvents.isIdle(event)) {
            end(window, state, TrackState.idle(window, startedAt, now(), segments.now()));
        } else {
            metrics.track(genre.getVerdict());
            end(window, state, TrackState.ended(window, now()));
        }
    }

    private void end(TimedWindow window, TrackState before, TrackState after) {
        String streamId = window.event().getStreamId();
        tracks.removeScore(streamId, before);
        tracks.put(streamId, after);
    }

    /** Writes the window's prediction and adds it to the track; returns the number of its segment. */
    private int classify(TimedWindow window, TrackScore track, LiveSegments segments) {
        FeatureWindow event = window.event();
        Window features = WindowCheck.features(event);
        ScoredWindow scored;
        try {
            scored = classifier.classify(features);
        } catch (NonFiniteScoresException e) {
            throw new RefusedRecordException(WindowError.NON_FINITE_FEATURES, e.getMessage());
        }
        Runnable addToTrack = () -> track.add(window.seconds(), WindowCoverage.of(features), scored);
        int segment = event.getSegment();
        if (event.getLive()) {
            segment = segments.process(window, longestSegment, addToTrack);
        } else {
            addToTrack.run();
        }
        metrics.window(
                event.getLive(),
                Verdict.valueOf(scored.verdict().kind().name()),
                window.newSeconds(),
                now() - window.time());
        forward(
                results.prediction(window, segment, scored),
                window,
                new RecordHeaders(),
                InferenceTopology.PREDICTIONS);
        return segment;
    }

    private void forwardSegment(TrackGenre segment, TimedWindow window) {
        if (segment.getFinal$()) {
            metrics.segment(segment.getSegmentReason());
        }
        forward(segment, window, finalHeader(segment), InferenceTopology.SEGMENTS);
    }

    private void forward(SpecificRecord event, TimedWindow window, Headers headers, String sink) {
        String streamId = window.event().getStreamId();
        context().forward(new Record<>(streamId, event, window.time(), RecordTrace.addTo(headers)), sink);
    }

    private static Headers finalHeader(TrackGenre genre) {
        return new RecordHeaders()
                .add(
                        InferenceTopology.FINAL_HEADER,
                        Boolean.toString(genre.getFinal$()).getBytes(US_ASCII));
    }

    private long now() {
        return context().currentSystemTimeMs();
    }
}
