package io.genrestream.feature.topology;

import io.genrestream.dsp.Carry;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureAggregate;
import io.genrestream.event.FeatureWindow;
import io.genrestream.feature.state.Admission;
import io.genrestream.feature.state.Caller;
import io.genrestream.feature.state.Progress;
import io.genrestream.feature.state.StateStores;
import io.genrestream.feature.state.StreamHead;
import io.genrestream.feature.window.FeatureSettings;
import io.genrestream.feature.window.Output;
import io.genrestream.feature.window.StreamWindows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps each stream's place, drops what was worked through before, and emits windows and aggregates. */
final class MakeWindows implements Processor<String, AudioChunk, String, Object>, Output {
    private final FeatureSettings settings;
    private final Backlog backlog;
    private final FeatureMetrics metrics;
    private final long frontEnd;
    private ProcessorContext<String, Object> context;
    private StateStores stores;
    private StreamWindows windows;
    private short[] samples = new short[1 << 15];

    MakeWindows(FeatureSettings settings, Backlog backlog, FeatureMetrics metrics) {
        this.settings = settings;
        this.backlog = backlog;
        this.metrics = metrics;
        this.frontEnd = settings.digest();
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        stores = StateStores.of(context);
        windows = new StreamWindows(settings, stores, this);
        Backstop backstop = new Backstop(
                settings, context.taskId().partition(), context.currentSystemTimeMs(), backlog, stores, this::endIdle);
        context.schedule(Backstop.INTERVAL, PunctuationType.WALL_CLOCK_TIME, backstop::sweep);
    }

    @Override
    public void process(Record<String, AudioChunk> record) {
        admit(record.key(), record.value()).ifPresent(head -> hear(record.key(), head, record.value()));
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

    /** The head that a chunk is to be heard with; empty if it is not to be heard. */
    private Optional<StreamHead> admit(String id, AudioChunk chunk) {
        StreamHead known = known(id);
        Admission admission = known == null ? Admission.FIRST : known.admit(chunk.getEpoch(), chunk.getSequence());
        if (admission != Admission.FIRST && admission != Admission.NEXT) {
            metrics.irregularChunk(admission);
        }
        return switch (admission) {
            // The source counts attempts, and an earlier one may be forgotten: its epochs are not used again.
            case FIRST -> Optional.of(head(chunk, Progress.start(chunk.getEpoch()), new Carry()));
            case NEXT -> Optional.of(head(chunk, known.progress(), known.carry()));
            case DISCONTINUITY -> Optional.of(head(chunk, windows.breakOff(id, known), new Carry()));
            case REOPENING ->
                Optional.of(head(chunk, Progress.start(known.progress().epoch() + 1), new Carry()));
            case DUPLICATE, LATE -> Optional.empty();
        };
    }

    private StreamHead known(String id) {
        StreamHead head = stores.heads().get(id);
        if (head == null || head.frontEnd() == frontEnd) {
            return head;
        }
        // The service was started anew with another front end: frames of two do not make a window.
        windows.forget(id);
        return head.restarted(frontEnd);
    }

    private StreamHead head(AudioChunk chunk, Progress progress, Carry carry) {
        long now = context.currentSystemTimeMs();
        long next = chunk.getSequence() + 1;
        return new StreamHead(frontEnd, chunk.getEpoch(), next, progress, Caller.of(chunk), now, false, carry);
    }

    private void hear(String id, StreamHead head, AudioChunk chunk) {
        int count = copySamples(chunk);
        StreamHead heard = head.with(windows.hear(id, head, samples, count));
        metrics.audio((double) count / settings.frontEnd().sampleRate());
        if (chunk.getEndReason() == EndReason.NONE) {
            stores.heads().put(id, heard);
        } else {
            end(id, heard, chunk.getEndReason());
        }
    }

    private void endIdle(String id) {
        metrics.idleStream();
        end(id, known(id), EndReason.IDLE);
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
        // A record as old as 1970 would be deleted by retention at once.
        long timestamp = capturedAt > 0 ? capturedAt : context.currentSystemTimeMs();
        context.forward(new Record<>(id, value, timestamp), sink);
    }
}
