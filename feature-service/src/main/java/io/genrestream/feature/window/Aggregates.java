package io.genrestream.feature.window;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.aggregate.AggregatedFeatures;
import io.genrestream.dsp.aggregate.ExactAggregate;
import io.genrestream.dsp.aggregate.FrameTotals;
import io.genrestream.dsp.aggregate.WholeAggregate;
import io.genrestream.event.FeatureAggregate;
import io.genrestream.feature.state.ClientMetadata;
import io.genrestream.feature.state.FrameStore;
import io.genrestream.feature.state.FrameStore.Kind;
import io.genrestream.feature.state.Rows;
import io.genrestream.feature.state.StateStores;
import io.genrestream.feature.state.StreamHead;
import io.genrestream.feature.state.StreamProgress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Statistics over the stored frames of a stream. Rolling ones are exact. Those of the whole are exact up to the rolling
 * range; beyond it, medians are within one bin of a histogram.
 */
public final class Aggregates {
    private final FrontEndSpec spec;
    private final String digest;
    private final List<String> names;
    private final AggregatedFeatures features;
    private final int width;
    private final int rollingFrames;
    private final int reduceFrames;
    private final FrameStore frames;
    private final KeyValueStore<String, FrameTotals> totals;

    public Aggregates(FeatureSettings settings, StateStores stores) {
        this.spec = settings.frontEnd();
        this.digest = spec.digest();
        this.features = new AggregatedFeatures(spec);
        this.names = features.names();
        this.width = features.count();
        this.rollingFrames = features.rollingFrames();
        // Seldom and many at once, since totals are large.
        this.reduceFrames = Math.max(1, rollingFrames / 6);
        this.frames = stores.frames();
        this.totals = stores.totals();
    }

    /** Over the last 30 s before {@code end}, the number in the stream of the frame after the last that counts. */
    FeatureAggregate rolling(String id, StreamHead head, StreamProgress progress, long end) {
        long from = Math.max(0, end - rollingFrames);
        FeatureAggregate aggregate = record(id, head, progress, from, end);
        aggregate.setValues(bytes(ExactAggregate.of(read(id, from, end), (int) (end - from), width)));
        return aggregate;
    }

    /** Over all frames of the stream, its epochs taken together; there must be one. */
    FeatureAggregate whole(String id, StreamHead head) {
        StreamProgress progress = head.progress();
        FeatureAggregate aggregate = record(id, head, progress, 0, progress.frames());
        aggregate.setStartSample(progress.media().start());
        aggregate.setFinal$(true);
        float[] rest = read(id, progress.reduced(), progress.frames());
        int count = (int) (progress.frames() - progress.reduced());
        aggregate.setValues(bytes(WholeAggregate.of(features, totals(id), rest, count)));
        return aggregate;
    }

    /** Moves frames that have left the rolling range into the totals, when enough have to be worth writing those. */
    StreamProgress reduce(String id, StreamProgress progress) {
        long target = progress.frames() - rollingFrames;
        if (target - progress.reduced() < reduceFrames) {
            return progress;
        }
        FrameTotals sums = totals(id);
        float[] rows = read(id, progress.reduced(), target);
        for (int row = 0; row < target - progress.reduced(); row++) {
            sums.add(rows, row * width);
        }
        totals.put(id, sums);
        frames.deleteBefore(id, Kind.FEATURES, target);
        return progress.reducedTo(target);
    }

    void delete(String id) {
        totals.delete(id);
    }

    private FrameTotals totals(String id) {
        FrameTotals stored = totals.get(id);
        return stored != null ? stored : FrameTotals.none(features);
    }

    private float[] read(String id, long from, long to) {
        Rows rows = Rows.of(new float[(int) (to - from) * width], width);
        frames.read(id, Kind.FEATURES, from, rows);
        return rows.values();
    }

    private FeatureAggregate record(String id, StreamHead head, StreamProgress progress, long from, long end) {
        ClientMetadata metadata = head.metadata();
        FeatureAggregate aggregate = new FeatureAggregate();
        aggregate.setStreamId(id);
        aggregate.setAttempt(head.attempt());
        aggregate.setEpoch(progress.epoch().number());
        aggregate.setStartSample(progress.mediaTime(from, spec.hop()));
        aggregate.setEndSample(progress.mediaTime(end - 1, spec.hop()) + spec.window());
        aggregate.setSampleRate(spec.sampleRate());
        aggregate.setFrontEndDigest(digest);
        aggregate.setFrames(end - from);
        aggregate.setNames(names);
        aggregate.setLive(metadata.live());
        aggregate.setExternalId(metadata.externalId());
        aggregate.setAttributes(metadata.attributes());
        aggregate.setCapturedAt(Instant.ofEpochMilli(metadata.capturedAt()));
        return aggregate;
    }

    private static ByteBuffer bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }
}
