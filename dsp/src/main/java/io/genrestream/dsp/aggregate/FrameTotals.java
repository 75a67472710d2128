package io.genrestream.dsp.aggregate;

/** Sums over frames that are not kept: what a stream of any length needs to be summed up. */
public record FrameTotals(Moments moments, Histograms histograms) {

    public static FrameTotals none(AggregatedFeatures features) {
        return new FrameTotals(new Moments(features.count()), new Histograms(features));
    }

    public boolean isEmpty() {
        return moments.count() == 0;
    }

    /** Takes the features of one frame from {@code offset} on. */
    public void add(float[] rows, int offset) {
        moments.add(rows, offset);
        histograms.add(rows, offset);
    }

    /** {@code [features][Statistic.COUNT]} in one array; the medians are within one bin of a histogram. */
    public float[] values(AggregatedFeatures features) {
        float[] values = new float[features.count() * Statistic.COUNT];
        moments.write(values);
        histograms.writeMedians(values);
        return values;
    }
}
