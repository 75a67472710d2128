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
import io.genrestream.streams.DeadLetters;
import io.genrestream.streams.RecordTimes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Raw records to predictions, track results and segments, or to dead letters; all in the transaction of its task. Each attempt of a
 * stream is a track of its own. */
final class ClassifyWindows implements Processor<byte[], byte[], Object, Object> {
    private static final Duration PURGE_INTERVAL = Duration.ofMinutes(1);
    private final WindowReader reader;
    private final WindowCheck check;
    private final WindowClassifier classifier;
    private final ModelDescription model;
    private final ResultEvents results;
    private final Duration longestSegment;
    private final DeadLetters deadLetters;
    private final InferenceMetrics metrics;
    private ProcessorContext<Object, Object> context;
    private TrackStates tracks;

    /** @param longestSegment of a live stream */
    ClassifyWindows(
            WindowReader reader,
            GenreModel model,
            Duration longestSegment,
            DeadLetters deadLetters,
            InferenceMetrics metrics) {
        this.reader = reader;
        this.model = model.description();
        this.check = new WindowCheck(this.model);
        this.classifier = new WindowClassifier(model, metrics::timeScore);
        this.results = new ResultEvents(this.model);
        this.longestSegment = longestSegment;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.tracks = new TrackStates(context);
        context.schedule(PURGE_INTERVAL, PunctuationType.WALL_CLOCK_TIME, tracks::purge);
    }

    @Override
    public void process(Record<byte[], byte[]> raw) {
        FeatureWindow window;
        try {
            window = reader.read(raw);
        } catch (RefusedWindowException e) {
            refuse(raw, e);
            return;
        }
        Span.current()
                .setAttribute(Traces.STREAM_ID, window.getStreamId())
                .setAttribute(Traces.EPOCH, window.getEpoch())
                .setAttribute(Traces.WINDOW, window.getWindowIndex())
                .setAttribute(Traces.MODEL_VERSION, model.version());
        window.setCapturedAt(Instant.ofEpochMilli(
                RecordTimes.plausible(window.getCapturedAt().toEpochMilli(), context.currentSystemTimeMs())));
        TrackState state = tracks.get(window.getStreamId());
        if (state != null && state.isAfter(window)) {
            metrics.late();
        } else if (window.getEndReason() == EndReason.DELETED) {
            // After the end too, and whatever else the record holds.
            delete(window, raw, state);
        } else if (state != null && state.hasEnded(window)) {
            metrics.duplicate();
        } else {
            checkAndFollow(window, raw, state);
        }
    }

    /** No result stays of a stream that is deleted, only its place. */
    private void delete(FeatureWindow window, Record<byte[], byte[]> raw, TrackState state) {
        forward(null, window, raw, new RecordHeaders(), InferenceTopology.TRACKS);
        tracks.removeScore(window.getStreamId(), state);
        tracks.put(window.getStreamId(), TrackState.ended(window, context.currentSystemTimeMs()));
    }

    private void checkAndFollow(FeatureWindow window, Record<byte[], byte[]> raw, TrackState state) {
        try {
            check.check(window);
            if (state != null && state.hasSeen(window)) {
                metrics.duplicate();
            } else {
                follow(window, raw, state);
            }
        } catch (RefusedWindowException e) {
            refuse(raw, e);
            if (window.getEndReason() != EndReason.NONE) {
                // Its features are refused, the end of the stream is not: whoever waits for the result gets one.
                endWithoutFeatures(window, raw, state);
            }
        }
    }

    private void endWithoutFeatures(FeatureWindow window, Record<byte[], byte[]> raw, TrackState state) {
        check.reduceToEnd(window);
        try {
            follow(window, raw, state);
        } catch (RefusedWindowException e) {
            throw new IllegalStateException("A window without features is not classified.", e);
        }
    }

    private void follow(FeatureWindow window, Record<byte[], byte[]> raw, TrackState state)
            throws RefusedWindowException {
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
                segment -> tell(segment, window, raw));
        if (window.getFrames() > 0) {
            classify(window, newSeconds(window, goesOn ? state.streamSample() : 0), track, segments, raw);
        }
        TrackGenre genre = results.track(window, track.result(), startedAt);
        if (window.getLive()) {
            segments.describe(genre);
        }
        forward(genre, window, raw, finalHeader(genre), InferenceTopology.TRACKS);
        if (window.getEndReason() != EndReason.NONE) {
            end(window, genre, segments, startedAt, state);
            return;
        }
        if (!scoreGoesOn) {
            tracks.removeScore(streamId, state);
        }
        byte[] head = track.save(tracks.entries(streamId));
        long now = context.currentSystemTimeMs();
        tracks.put(streamId, TrackState.open(window, startedAt, now, model.digest(), segments.now(), head));
    }

    private void end(FeatureWindow window, TrackGenre genre, LiveSegments segments, long startedAt, TrackState state) {
        segments.end(window);
        tracks.removeScore(window.getStreamId(), state);
        long now = context.currentSystemTimeMs();
        if (ResultEvents.isIdle(window)) {
            tracks.put(window.getStreamId(), TrackState.idle(window, startedAt, now, segments.now()));
        } else {
            metrics.track(genre.getVerdict());
            tracks.put(window.getStreamId(), TrackState.ended(window, now));
        }
    }

    /** Audio in the window that no window before had, which had come so far (samples). */
    private static double newSeconds(FeatureWindow window, long mediaBefore) {
        long heard = window.getEndSample() - window.getStartSample();
        return (double) Math.min(heard, window.getStreamSample() - mediaBefore) / window.getSampleRate();
    }

    private void classify(
            FeatureWindow window,
            double newSeconds,
            TrackScore track,
            LiveSegments segments,
            Record<byte[], byte[]> raw)
            throws RefusedWindowException {
        Window heard = WindowReader.features(window);
        ScoredWindow scored;
        try {
            scored = classifier.classify(heard);
        } catch (NonFiniteScoresException e) {
            throw new RefusedWindowException(WindowError.NON_FINITE_FEATURES, e.getMessage());
        }
        Runnable count = () -> track.add(ResultEvents.seconds(window), WindowCoverage.of(heard), scored);
        if (window.getLive()) {
            segments.process(window, longestSegment, count);
        } else {
            count.run();
        }
        metrics.window(
                window.getLive(),
                Verdict.valueOf(scored.verdict().kind().name()),
                newSeconds,
                context.currentSystemTimeMs() - window.getCapturedAt().toEpochMilli());
        forward(results.prediction(window, scored), window, raw, new RecordHeaders(), InferenceTopology.PREDICTIONS);
    }

    private void forward(
            SpecificRecord event, FeatureWindow window, Record<byte[], byte[]> raw, Headers headers, String sink) {
        Traces.write(Context.current(), trace -> headers.add(Traces.HEADER, trace));
        context.forward(new Record<>(window.getStreamId(), event, recordTime(window), headers), sink);
    }

    private void tell(TrackGenre segment, FeatureWindow window, Record<byte[], byte[]> raw) {
        if (segment.getFinal$()) {
            metrics.segment(segment.getSegmentReason());
        }
        forward(segment, window, raw, finalHeader(segment), InferenceTopology.SEGMENTS);
    }

    private static long recordTime(FeatureWindow window) {
        return window.getCapturedAt().toEpochMilli();
    }

    private static Headers finalHeader(TrackGenre genre) {
        return new RecordHeaders()
                .add(
                        InferenceTopology.FINAL_HEADER,
                        Boolean.toString(genre.getFinal$()).getBytes(US_ASCII));
    }

    private void refuse(Record<byte[], byte[]> raw, RefusedWindowException why) {
        context.forward(
                deadLetters.letter(raw, context.recordMetadata().orElseThrow(), why.code(), why.getMessage()),
                InferenceTopology.DEAD_LETTERS);
    }
}
