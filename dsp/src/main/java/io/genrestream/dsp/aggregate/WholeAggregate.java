package io.genrestream.dsp.aggregate;

/**
 * Statistics over all frames of a track, exact up to {@link AggregatedFeatures#rollingFrames()} frames; beyond them the
 * medians are within one bin of a histogram. Takes one frame at a time, in memory that does not grow with the track.
 */
public final class WholeAggregate {
    private final AggregatedFeatures features;
    private final int width;
    private final float[] first;
    private int kept;
    private long frames;
    private FrameTotals totals;

    public WholeAggregate(AggregatedFeatures features) {
        this.features = features;
        this.width = features.count();
        this.first = new float[features.rollingFrames() * width];
        this.totals = FrameTotals.none(features);
    }

    /**
     * The statistics of a track of which the first frames are summed up already.
     *
     * @param folded sums over the first frames, perhaps of none; the others are added to it
     * @param rows the other frames' features, {@code [frames][features]} in one array
     * @return {@code [features][Statistic.COUNT]} in one array
     */
    public static float[] of(AggregatedFeatures features, FrameTotals folded, float[] rows, int frames) {
        if (folded.isEmpty() && frames <= features.rollingFrames()) {
            return ExactAggregate.of(rows, frames, features.count());
        }
        addAll(folded, rows, frames, features.count());
        return folded.values(features);
    }

    /** Takes a frame's row, {@link io.genrestream.dsp.FrontEndSpec#frameWidth()} values. */
    public void add(float[] row) {
        frames++;
        if (frames <= features.rollingFrames()) {
            System.arraycopy(row, features.firstColumn(), first, kept++ * width, width);
            return;
        }
        addAll(totals, first, kept, width);
        kept = 0;
        totals.add(row, features.firstColumn());
    }

    public long frames() {
        return frames;
    }

    /** {@code [features][Statistic.COUNT]} in one array, named by {@link AggregatedFeatures#names()}. */
    public float[] values() {
        return of(features, totals, first, kept);
    }

    /** Starts another track. */
    public void clear() {
        frames = 0;
        kept = 0;
        totals = FrameTotals.none(features);
    }

    private static void addAll(FrameTotals totals, float[] rows, int frames, int width) {
        for (int row = 0; row < frames; row++) {
            totals.add(rows, row * width);
        }
    }
}
