package io.genrestream.feature.state;

import io.genrestream.dsp.aggregate.AggregatedFeatures;
import io.genrestream.dsp.aggregate.FrameTotals;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The stores of a task and the streams in them. In memory with a changelog (docs/adr/0005-in-memory-state.md), and cached, so
 * that chunks that come faster than commits cost one changelog record, not one each.
 *
 * <p>Bytes of a stream, with {@code rate}, {@code window}, {@code hop}, {@code frames}, {@code bands} of the front end,
 * {@code features} = MFCC + 25 descriptors, and chunks of {@code c} frames:
 *
 * <pre>
 * heads    130 + 16 (breaks in the last 30 s + 1) + 2 window + attributes + title
 * frames   4 bands (frames + c + 31) + 4 features (35 rate / hop + c + 31)
 * totals   40 features + about 40 features for each histogram's occupied bins
 * rhythms  2.7 KB with the rhythm module, at any front end, else nothing
 * </pre>
 *
 * <p>At the shipped front end and chunks of a second at most 92 KB are measured (bound: 128 KB). What goes to the
 * changelogs a second of audio, when every chunk of {@code s} seconds is committed on its own:
 *
 * <pre>
 * (150 + 2 (window - hop / 2) + attributes + title + 2 keys) / s + 4 rate / hop (bands + features) + totals / 5
 * </pre>
 *
 * <p>measured 9.3 KB at chunks of 1 s, 11.8 KB at 0.5 s and 17.0 KB at 0.25 s; half of the PCM is 22 KB, which chunks
 * under 0.17 s exceed unless a commit covers two of them. Rhythm adds 2.1 KB a chunk, so that chunks under 0.3 s exceed it.
 */
public record StateStores(
        KeyValueStore<String, StreamHead> heads,
        FrameStore frames,
        KeyValueStore<String, FrameTotals> totals,
        KeyValueStore<String, byte[]> rhythms) {
    public static final String HEADS = "heads";
    public static final String FRAMES = "frames";
    public static final String TOTALS = "totals";
    /** Empty without the rhythm module, but there, so that the topology is the same with and without it. */
    public static final String RHYTHMS = "rhythms";

    public static List<StoreBuilder<?>> builders(AggregatedFeatures features) {
        return List.of(
                builder(HEADS, Serdes.String(), new StreamHeadFormat().serde()),
                builder(FRAMES, FrameStore.Key.serde(), new Rows.Format().serde()),
                builder(TOTALS, Serdes.String(), new TotalsFormat(features).serde()),
                builder(RHYTHMS, Serdes.String(), Serdes.ByteArray()));
    }

    public static StateStores of(ProcessorContext<?, ?> context) {
        return new StateStores(
                context.getStateStore(HEADS),
                new FrameStore(context.getStateStore(FRAMES)),
                context.getStateStore(TOTALS),
                context.getStateStore(RHYTHMS));
    }

    private static <K, V> StoreBuilder<?> builder(String name, Serde<K> keys, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values)
                .withCachingEnabled()
                .withLoggingEnabled(Map.of());
    }
}
