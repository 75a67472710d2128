package io.genrestream.feature.state;

import io.genrestream.dsp.aggregate.AggregatedFeatures;
import io.genrestream.dsp.aggregate.FrameTotals;
import io.genrestream.dsp.aggregate.Histograms;
import io.genrestream.dsp.aggregate.Moments;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Sums over the frames of a stream that have left the rolling range, as bytes. */
final class TotalsCodec {
    private static final byte VERSION = 1;

    private TotalsCodec() {}

    static Serde<FrameTotals> serde(AggregatedFeatures features) {
        return Serdes.serdeFrom((topic, totals) -> encode(totals), (topic, bytes) -> decode(features, bytes));
    }

    private static byte[] encode(FrameTotals totals) {
        byte[] first = totals.moments().encode();
        byte[] second = SparseCounts.pack(totals.histograms().encode());
        return ByteBuffer.allocate(1 + Integer.BYTES + first.length + second.length)
                .put(VERSION)
                .putInt(first.length)
                .put(first)
                .put(second)
                .array();
    }

    private static FrameTotals decode(AggregatedFeatures features, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        StateVersion.require(VERSION, in.get());
        byte[] first = new byte[in.getInt()];
        in.get(first);
        byte[] second = new byte[in.remaining()];
        in.get(second);
        return new FrameTotals(Moments.decode(first), Histograms.decode(features, SparseCounts.unpack(second)));
    }
}
