package io.genrestream.feature.window;

import io.genrestream.dsp.FrontEnd;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.window.FrameBuffer;
import io.genrestream.dsp.window.Window;
import io.genrestream.dsp.window.WindowCutter;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureAggregate;
import io.genrestream.event.FeatureWindow;
import io.genrestream.feature.state.FrameStore;
import io.genrestream.feature.state.FrameStore.Kind;
import io.genrestream.feature.state.Rows;
import io.genrestream.feature.state.StateStores;
import io.genrestream.feature.state.StreamHead;
import io.genrestream.feature.state.StreamProgress;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Turns the samples of streams into windows and aggregates. What it emits depends on the samples alone, not on how they
 * were cut into chunks. One for each task, used by one thread at a time: it holds a front end and buffers.
 */
public final class StreamWindows {
    /** Where finished records go, in order. */
    public interface Output {
        void window(FeatureWindow window);

        void aggregate(FeatureAggregate aggregate);
    }

    private final FrontEndSpec spec;
    private final int aggregateEvery;
    private final FrontEnd frontEnd;
    private final FrameStore frames;
    private final Aggregates aggregates;
    private final Optional<Rhythms> rhythms;
    private final KeyValueStore<String, byte[]> rhythmStore;
    private final WindowCutter cutter;
    private final WindowRecords records;
    private final FrameBuffer buffer;
    private final Output output;

    public StreamWindows(FeatureSettings settings, StateStores stores, Output output) {
        this.spec = settings.frontEnd();
        this.aggregateEvery = settings.aggregateEvery();
        this.frontEnd = new FrontEnd(spec);
        this.frames = stores.frames();
        this.aggregates = new Aggregates(settings, stores);
        this.rhythms =
                settings.rhythm().map(module -> new Rhythms(module.tracker(spec.sampleRate()), stores.rhythms()));
        this.rhythmStore = stores.rhythms();
        this.cutter = new WindowCutter(spec);
        this.records = new WindowRecords(spec);
        this.buffer = new FrameBuffer(spec.frameWidth());
        this.output = output;
    }

    /**
     * Takes {@code count} samples and emits the windows and rolling aggregates that they complete.
     *
     * @param head of the stream, whose framing state is moved on
     * @return the head's new progress
     */
    public StreamProgress process(String id, StreamHead head, short[] samples, int count) {
        StreamProgress before = head.progress();
        buffer.restart(windowStart(before), before.frames());
        frontEnd.process(head.framing(), samples, 0, count, buffer);
        int added = (int) (buffer.end() - before.frames());
        frames.append(id, Kind.FEATURES, before.frames(), features(buffered(before.frames(), added)));
        Optional<Rhythms.Chunk> rhythm = rhythms.map(all -> all.open(id, before, samples, count));
        StreamProgress progress = before.received(count, added);
        if (windowEnd(progress) <= progress.frames()) {
            // Not before: of a live stream's chunks few complete a window.
            fetch(id, before);
        }
        while (windowEnd(progress) <= progress.frames()) {
            int row = buffer.rowOf(windowStart(progress));
            output.window(records.window(
                    id, head, progress, cutter.cut(progress.epoch().windows(), buffer.rows(), row)));
            long end = windowEnd(progress);
            progress = progress.nextWindow();
            if (progress.epoch().windows() % aggregateEvery == 0) {
                FeatureAggregate aggregate = aggregates.rolling(id, head, progress, end);
                rhythm.ifPresent(chunk -> chunk.describeRolling(aggregate));
                output.aggregate(aggregate);
            }
        }
        rhythm.ifPresent(Rhythms.Chunk::close);
        keep(id, before, progress);
        return aggregates.reduce(id, progress);
    }

    /**
     * Ends the epoch: frames that no window has covered leave as a partial window, and none after it touches them.
     *
     * @param startSample media time of what comes next (samples)
     */
    public StreamProgress breakOff(String id, StreamHead head, long startSample) {
        rest(id, head).ifPresent(output::window);
        frames.deleteAll(id, Kind.LOG_MEL);
        rhythms.ifPresent(all -> all.breakOff(id, head.progress()));
        return head.progress().nextEpoch(startSample);
    }

    /** Ends the stream: its last window and the aggregate of the whole leave, and nothing of it stays in the stores. */
    public void end(String id, StreamHead head, EndReason reason) {
        StreamProgress progress = head.progress();
        FeatureWindow last = rest(id, head).orElseGet(() -> records.empty(id, head, progress));
        last.setEndReason(reason);
        output.window(last);
        if (progress.frames() > 0) {
            FeatureAggregate aggregate = aggregates.whole(id, head);
            rhythms.ifPresent(all -> all.describeWhole(id, progress, aggregate));
            output.aggregate(aggregate);
        }
        delete(id);
    }

    /** Ends the stream by a record without frames, and nothing of it stays in the stores. */
    public void endWithoutRest(String id, StreamHead head, EndReason reason) {
        FeatureWindow last = records.empty(id, head, head.progress());
        last.setEndReason(reason);
        output.window(last);
        delete(id);
    }

    /** Deletes all frames and sums of a stream. */
    public void delete(String id) {
        frames.deleteAll(id, Kind.LOG_MEL);
        frames.deleteAll(id, Kind.FEATURES);
        aggregates.delete(id);
        if (rhythmStore.get(id) != null) {
            rhythmStore.delete(id);
        }
    }

    /** A partial window of the frames that no window has covered; empty if there are none. */
    private Optional<FeatureWindow> rest(String id, StreamHead head) {
        StreamProgress progress = head.progress();
        int rest = cutter.rest(progress.epoch().windows(), progress.epochFrames());
        if (rest == 0) {
            return Optional.empty();
        }
        buffer.restart(windowStart(progress), progress.frames());
        fetch(id, progress);
        int row = buffer.rowOf(windowStart(progress));
        Window window = cutter.cutRest(progress.epoch().windows(), buffer.rows(), row, rest, progress.epochSamples());
        return Optional.of(records.window(id, head, progress, window));
    }

    /** First frame of the stream that the next window needs. */
    private long windowStart(StreamProgress progress) {
        return progress.epochFirstFrame() + cutter.firstFrame(progress.epoch().windows());
    }

    private long windowEnd(StreamProgress progress) {
        return progress.epochFirstFrame() + cutter.endFrame(progress.epoch().windows());
    }

    /** Fills in the frames of the next window that are stored, those before {@code progress}. */
    private void fetch(String id, StreamProgress progress) {
        long from = windowStart(progress);
        Rows missing = buffered(from, (int) (progress.frames() - from));
        frames.read(id, Kind.LOG_MEL, from, logMel(missing));
        frames.read(id, Kind.FEATURES, from, features(missing));
    }

    /** Stores the new mel bands that a later window needs, and deletes those that none needs any more. */
    private void keep(String id, StreamProgress before, StreamProgress now) {
        long needed = windowStart(now);
        if (now.epoch().windows() > before.epoch().windows()) {
            frames.deleteBefore(id, Kind.LOG_MEL, Math.min(needed, before.frames()));
        }
        long from = Math.max(needed, before.frames());
        if (from < now.frames()) {
            frames.append(id, Kind.LOG_MEL, from, logMel(buffered(from, (int) (now.frames() - from))));
        }
    }

    /** Frames of the buffer, by their number in the stream. */
    private Rows buffered(long from, int count) {
        return Rows.of(buffer.rows(), spec.frameWidth()).rows(buffer.rowOf(from), count);
    }

    private Rows logMel(Rows frames) {
        return frames.columns(0, spec.bands());
    }

    private Rows features(Rows frames) {
        return frames.columns(spec.bands(), spec.frameWidth() - spec.bands());
    }
}
