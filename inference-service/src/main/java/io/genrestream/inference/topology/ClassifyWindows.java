package io.genrestream.inference.topology;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.genrestream.dsp.window.Window;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.TrackGenre;
import io.genrestream.event.Verdict;
import io.genrestream.inference.InferenceMetrics;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.track.Finding;
import io.genrestream.scoring.track.Hearing;
import io.genrestream.scoring.track.NonFiniteScoresException;
import io.genrestream.scoring.track.TrackScore;
import io.genrestream.scoring.track.WindowClassifier;
import io.genrestream.streams.DeadLetters;
import io.genrestream.streams.RecordTimes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Raw records to predictions and track results, or to dead letters; all in the transaction of its task. */
final class ClassifyWindows implements Processor<byte[], byte[], Object, Object> {
    private static final Duration PURGE_INTERVAL = Duration.ofMinutes(1);
    /** Longer than the feature service remembers an ended stream, so that its late duplicates find ours. */
    private static final Duration MARKER_RETENTION = Duration.ofHours(2);
    /** The feature service ends what goes idle, so only a stream that it never came back to gets this old. */
    private static final Duration ABANDONED_AFTER = Duration.ofHours(24);

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final WindowReader reader;
    private final WindowCheck check;
    private final WindowClassifier classifier;
    private final ModelDescription model;
    private final Results results;
    private final DeadLetters deadLetters;
    private final InferenceMetrics metrics;
    private ProcessorContext<Object, Object> context;
    private KeyValueStore<String, TrackState> tracks;
    private long assignedAt;

    ClassifyWindows(WindowReader reader, GenreModel model, DeadLetters deadLetters, InferenceMetrics metrics) {
        this.reader = reader;
        this.model = model.description();
        this.check = new WindowCheck(this.model);
        this.classifier = new WindowClassifier(model, metrics::timeScore);
        this.results = new Results(this.model);
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        this.tracks = context.getStateStore(InferenceTopology.TRACK_STATES);
        this.assignedAt = context.currentSystemTimeMs();
        context.schedule(PURGE_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::purge);
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
        window.setCapturedAt(Instant.ofEpochMilli(
                RecordTimes.plausible(window.getCapturedAt().toEpochMilli(), context.currentSystemTimeMs())));
        try {
            check.check(window);
            follow(window, raw);
        } catch (RefusedWindowException e) {
            refuse(raw, e);
            if (window.getEndReason() != EndReason.NONE) {
                // Its features are refused, the end of the stream is not: whoever waits for the result gets one.
                end(window, raw);
            }
        }
    }

    private void end(FeatureWindow window, Record<byte[], byte[]> raw) {
        window.setFrames(0);
        window.setSampleRate(model.frontEnd().sampleRate());
        window.setStreamSample(Math.max(0, window.getStreamSample()));
        window.setLogMelDb(NOTHING);
        window.setMfcc(NOTHING);
        window.setDescriptors(NOTHING);
        try {
            follow(window, raw);
        } catch (RefusedWindowException e) {
            throw new IllegalStateException("A window without features is not classified.", e);
        }
    }

    private void follow(FeatureWindow window, Record<byte[], byte[]> raw) throws RefusedWindowException {
        TrackState state = tracks.get(window.getStreamId());
        if (state != null && state.hasSeen(window)) {
            metrics.duplicate();
            return;
        }
        TrackScore track = state != null && state.isContinuedBy(window, model.digest())
                ? TrackScore.decode(state.score(), model)
                : new TrackScore(model, window.getLive());
        if (window.getFrames() > 0) {
            classify(window, track, raw);
        }
        TrackGenre genre = results.track(window, track.result());
        if (genre.getFinal$()) {
            metrics.track(genre.getVerdict());
        }
        forward(genre, window, raw, trackHeaders(genre), InferenceTopology.TRACKS);
        long capturedAt = window.getCapturedAt().toEpochMilli();
        tracks.put(
                window.getStreamId(),
                TrackState.after(
                        window,
                        state == null ? capturedAt : Math.max(capturedAt, state.capturedAt()),
                        context.currentSystemTimeMs(),
                        model.digest(),
                        track.encode()));
    }

    private void classify(FeatureWindow window, TrackScore track, Record<byte[], byte[]> raw)
            throws RefusedWindowException {
        Window heard = WindowReader.features(window);
        Finding finding;
        try {
            finding = classifier.classify(heard);
        } catch (NonFiniteScoresException e) {
            throw new RefusedWindowException(WindowFault.NON_FINITE_FEATURES, e.getMessage());
        }
        track.add(Results.seconds(window), Hearing.of(heard), finding);
        metrics.window(
                Verdict.valueOf(finding.decision().outcome().name()),
                context.currentSystemTimeMs() - window.getCapturedAt().toEpochMilli());
        forward(results.prediction(window, finding), window, raw, new RecordHeaders(), InferenceTopology.PREDICTIONS);
    }

    private void forward(
            SpecificRecord event, FeatureWindow window, Record<byte[], byte[]> raw, Headers headers, String sink) {
        long timestamp = window.getCapturedAt().toEpochMilli();
        context.forward(new Record<>(window.getStreamId(), event, timestamp, headers), sink);
    }

    private static Headers trackHeaders(TrackGenre genre) {
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

    private void purge(long now) {
        try (KeyValueIterator<String, TrackState> all = tracks.all()) {
            while (all.hasNext()) {
                KeyValue<String, TrackState> entry = all.next();
                Duration kept = entry.value.ended() ? MARKER_RETENTION : ABANDONED_AFTER;
                if (now - Math.max(entry.value.writtenAt(), assignedAt) > kept.toMillis()) {
                    tracks.delete(entry.key);
                }
            }
        }
    }
}
