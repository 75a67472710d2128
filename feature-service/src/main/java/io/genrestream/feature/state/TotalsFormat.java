package io.genrestream.feature.state;

import io.genrestream.dsp.aggregate.AggregatedFeatures;
import io.genrestream.dsp.aggregate.FrameTotals;
import io.genrestream.dsp.aggregate.Histograms;
import io.genrestream.dsp.aggregate.Moments;
import io.genrestream.streams.StateFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Sums over the frames of a stream that have left the rolling range: moments, then histograms up to the end. */
final class TotalsFormat extends StateFormat<FrameTotals> {
    private final AggregatedFeatures features;

    TotalsFormat(AggregatedFeatures features) {
        super(1, 1);
        this.features = features;
    }

    @Override
    protected void write(FrameTotals totals, DataOutputStream out) throws IOException {
        byte[] moments = totals.moments().encode();
        out.writeInt(moments.length);
        out.write(moments);
        out.write(SparseCounts.pack(totals.histograms().encode()));
    }

    @Override
    protected FrameTotals read(DataInputStream in, int version) throws IOException {
        Moments moments = Moments.decode(readBytes(in, in.readInt()));
        return new FrameTotals(moments, Histograms.decode(features, SparseCounts.unpack(readRest(in))));
    }
}
