package io.genrestream.feature.state;

import io.genrestream.dsp.aggregate.AggregatedFeatures;
import io.genrestream.dsp.aggregate.Histograms;
import io.genrestream.dsp.aggregate.Moments;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Sums over the frames of a stream that have left the rolling range. */
public record Totals(Moments moments, Histograms histograms) {
    private static final byte VERSION = 1;

    public static Totals none(AggregatedFeatures features) {
        return new Totals(new Moments(features.count()), new Histograms(features));
    }

    static Serde<Totals> serde(AggregatedFeatures features) {
        return Serdes.serdeFrom((topic, totals) -> totals.encode(), (topic, bytes) -> decode(features, bytes));
    }

    private byte[] encode() {
        byte[] first = moments.encode();
        byte[] second = SparseCounts.pack(histograms.encode());
        return ByteBuffer.allocate(1 + Integer.BYTES + first.length + second.length)
                .put(VERSION)
                .putInt(first.length)
                .put(first)
                .put(second)
                .array();
    }

    private static Totals decode(AggregatedFeatures features, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        StateVersion.require(VERSION, in.get());
        byte[] first = new byte[in.getInt()];
        in.get(first);
        byte[] second = new byte[in.remaining()];
        in.get(second);
        return new Totals(Moments.decode(first), Histograms.decode(features, SparseCounts.unpack(second)));
    }
}
