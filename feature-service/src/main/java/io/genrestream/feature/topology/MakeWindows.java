package io.genrestream.feature.topology;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureAggregate;
import io.genrestream.event.FeatureWindow;
import io.genrestream.feature.state.StateStores;
import io.genrestream.feature.state.StreamHead;
import io.genrestream.feature.state.StreamHead.Admission;
import io.genrestream.feature.window.FeatureSettings;
import io.genrestream.feature.window.StreamWindows;
import io.genrestream.kit.trace.Traces;
import io.genrestream.streams.Faults;
import io.genrestream.streams.RecordTimes;
import io.genrestream.streams.RecordTrace;
import io.opentelemetry.api.trace.Span;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps each stream's place, drops what was worked through before, and emits windows and aggregates. */
final class MakeWindows implements Processor<String, AudioChunk, String, Object>, StreamWindows.Output {
    private static final Logger LOG = LoggerFactory.getLogger(MakeWindows.class);

    private final FeatureSettings settings;
    private final Faults faults;
    private final IntPredicate backlog;
    private final FeatureMetrics metrics;
    private final long frontEnd;
    private ProcessorContext<String, Object> context;
    private StateStores stores;
    private StreamWindows windows;
    private short[] samples = new short[1 << 15];

    MakeWindows(FeatureSettings settings, Faults faults, IntPredicate backlog, FeatureMetrics metrics) {
        this.settings = settings;
        this.faults = faults;
        this.backlog = backlog;
        this.metrics = metrics;
        this.frontEnd = settings.digest();
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        stores = StateStores.of(context);
        windows = new StreamWindows(settings, stores, this);
        Backstop backstop = new Backstop(settings, context, backlog, stores, windows, this::known, faults, metrics);
        context.schedule(Backstop.INTERVAL, PunctuationType.WALL_CLOCK_TIME, backstop.guarded());
    }

    @Override
    public void process(Record<String, AudioChunk> record) {
        Span.current()
                .setAttribute(Traces.STREAM_ID, record.key())
                .setAttribute(Traces.EPOCH, record.value().getEpoch())
                .setAttribute(Traces.SEQUENCE, record.value().getSequence());
        if (record.value().getEndReason() == EndReason.DELETED) {
            delete(record.key(), record.value());
        } else {
            admit(record.key(), record.value()).ifPresent(head -> process(record.key(), head, record.value()));
        }
    }

    @Override
    public void window(FeatureWindow window) {
        metrics.window();
        forward(window.getStreamId(), window, window.getCapturedAt().toEpochMilli(), FeatureTopology.FEATURES);
    }

    @Override
    public void aggregate(FeatureAggregate aggregate) {
        metrics.aggregate();
        forward(
                aggregate.getStreamId(),
                aggregate,
                aggregate.getCapturedAt().toEpochMilli(),
                FeatureTopology.AGGREGATES);
    }

    /** The head to process a chunk with; empty if it is to be dropped. */
    private Optional<StreamHead> admit(String id, AudioChunk chunk) {
        StreamHead known = known(id);
        Admission admission = known == null ? Admission.FIRST : known.admit(chunk);
        if (admission.isIrregular()) {
            noteIrregular(admission, known, chunk);
        }
        long now = context.currentSystemTimeMs();
        return switch (admission) {
            case FIRST -> Optional.of(StreamHead.first(frontEnd, chunk, now));
            case NEXT -> Optional.of(known.next(chunk, now));
            case DISCONTINUITY ->
                Optional.of(known.nextEpoch(chunk, windows.breakOff(id, known, chunk.getStartSample()), now));
            case REOPENING -> Optional.of(known.reopened(chunk, now));
            case NEW_ATTEMPT -> {
                abort(id, known);
                yield Optional.of(StreamHead.first(frontEnd, chunk, now));
            }
            case DUPLICATE, LATE -> Optional.empty();
        };
    }

    private void noteIrregular(Admission admission, StreamHead known, AudioChunk chunk) {
        metrics.irregularChunk(admission);
        LOG.debug(
                "{} in stream {}: attempt {}, epoch {}, sequence {}, sample {};"
                        + " expected attempt {}, epoch {}, sequence {}, sample {}",
                admission,
                chunk.getStreamId(),
                chunk.getAttempt(),
                chunk.getEpoch(),
                chunk.getSequence(),
                chunk.getStartSample(),
                known.attempt(),
                known.sourceEpoch(),
                known.nextSequence(),
                known.progress().mediaEnd());
    }

    /** What goes before a new attempt has nobody left to end it. */
    private void abort(String id, StreamHead known) {
        if (known.isOpen()) {
            windows.end(id, known, EndReason.ABORTED);
        }
    }

    /** Hands the deletion on, whatever is known of the stream: its results lie further down. */
    private void delete(String id, AudioChunk chunk) {
        StreamHead known = known(id);
        if (known != null && chunk.getAttempt() < known.attempt()) {
            noteIrregular(Admission.LATE, known, chunk);
            return;
        }
        long now = context.currentSystemTimeMs();
        StreamHead head = known == null || chunk.getAttempt() > known.attempt()
                ? StreamHead.first(frontEnd, chunk, now)
                : known.nextEpoch(chunk, known.progress(), now);
        windows.endWithoutRest(id, head, EndReason.DELETED);
        stores.heads().put(id, head.marker());
    }

    private StreamHead known(String id) {
        StreamHead head = stores.heads().get(id);
        if (head == null || head.frontEnd() == frontEnd) {
            return head;
        }
        // The service was started anew with another front end: frames of two do not make a window.
        windows.delete(id);
        return head.restarted(frontEnd);
    }

    private void process(String id, StreamHead head, AudioChunk chunk) {
        int count = copySamples(chunk);
        StreamHead after = head.with(windows.process(id, head, samples, count));
        metrics.audio(chunk.getLive(), (double) count / settings.frontEnd().sampleRate());
        if (chunk.getEndReason() == EndReason.NONE) {
            stores.heads().put(id, after);
        } else {
            end(id, after, chunk.getEndReason());
        }
    }

    private void end(String id, StreamHead head, EndReason reason) {
        windows.end(id, head, reason);
        stores.heads().put(id, head.marker());
    }

    private int copySamples(AudioChunk chunk) {
        ByteBuffer bytes = chunk.getSamples().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int count = bytes.remaining() / Short.BYTES;
        if (count > samples.length) {
            samples = new short[count];
        }
        bytes.asShortBuffer().get(samples, 0, count);
        return count;
    }

    private void forward(String id, Object value, long capturedAt, String sink) {
        long timestamp = RecordTimes.plausible(capturedAt, context.currentSystemTimeMs());
        context.forward(new Record<>(id, value, timestamp, RecordTrace.addTo(new RecordHeaders())), sink);
    }
}
