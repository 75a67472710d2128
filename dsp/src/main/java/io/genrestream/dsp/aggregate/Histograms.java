package io.genrestream.dsp.aggregate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Counts of each feature in {@value #BINS} equal bins of its fixed range, for the median of a stream of any length
 * with an error of one bin. Values beyond the range count in the outer bins.
 */
public final class Histograms {
    public static final int BINS = 128;

    private final AggregatedFeatures features;
    private final int[] counts;

    public Histograms(AggregatedFeatures features) {
        this(features, new int[features.count() * BINS]);
    }

    private Histograms(AggregatedFeatures features, int[] counts) {
        this.features = features;
        this.counts = counts;
    }

    /** Takes the values of {@code row} from {@code offset} on, one a feature. */
    public void add(float[] row, int offset) {
        for (int i = 0; i < features.count(); i++) {
            double place = (row[offset + i] - features.low(i)) / width(i);
            counts[i * BINS + (int) Math.clamp(place, 0, BINS - 1)]++;
        }
    }

    /** Writes the middle of the bin that holds the median to {@code values[feature * Statistic.COUNT + MEDIAN]}. */
    public void writeMedians(float[] values) {
        for (int i = 0; i < features.count(); i++) {
            values[i * Statistic.COUNT + Statistic.MEDIAN.ordinal()] =
                    (float) (features.low(i) + (medianBin(i) + 0.5) * width(i));
        }
    }

    /** Width of a feature's bins, in the feature's unit. */
    public double width(int feature) {
        return (features.high(feature) - features.low(feature)) / BINS;
    }

    private int medianBin(int feature) {
        long total = 0;
        for (int bin = 0; bin < BINS; bin++) {
            total += counts[feature * BINS + bin];
        }
        long below = 0;
        for (int bin = 0; bin < BINS; bin++) {
            below += counts[feature * BINS + bin];
            if (2 * below >= total) {
                return bin;
            }
        }
        return BINS - 1;
    }

    public byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * counts.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(counts);
        return bytes.array();
    }

    public static Histograms decode(AggregatedFeatures features, byte[] encoded) {
        int[] counts = new int[features.count() * BINS];
        ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(counts);
        return new Histograms(features, counts);
    }
}
