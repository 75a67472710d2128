package io.genrestream.rhythm;

import java.nio.ByteBuffer;

/** Counts of values in bins that each reach from a value to {@code ratio} times it. */
final class RatioHistogram {
    private final double low;
    private final double step;
    private final int[] counts;
    private long total;

    /** What lies outside of {@code [low, high]} counts in the first or last bin. */
    RatioHistogram(double low, double high, double ratio) {
        this.low = low;
        step = Math.log(ratio);
        counts = new int[(int) Math.ceil(Math.log(high / low) / step)];
    }

    void add(double value) {
        int bin = (int) (Math.log(value / low) / step);
        counts[Math.clamp(bin, 0, counts.length - 1)]++;
        total++;
    }

    /** The middle of the median's bin; 0 where nothing was counted. */
    double median() {
        return total == 0 ? 0 : Math.sqrt(middle((total - 1) / 2) * middle(total / 2));
    }

    /** The middle of the bin of the value with {@code rank} smaller ones. */
    private double middle(long rank) {
        long passed = 0;
        int bin = -1;
        while (passed <= rank) {
            passed += counts[++bin];
        }
        return low * Math.exp((bin + 0.5) * step);
    }

    /** Of each bin that is not empty, how many are between it and the one before, and its count. */
    void write(ByteBuffer out) {
        int lengthAt = out.position();
        out.putShort((short) 0);
        short occupied = 0;
        int next = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            if (counts[bin] > 0) {
                Varint.write(out, bin - next);
                Varint.write(out, counts[bin]);
                next = bin + 1;
                occupied++;
            }
        }
        out.putShort(lengthAt, occupied);
    }

    void read(ByteBuffer in) {
        int bin = 0;
        for (int occupied = in.getShort(); occupied > 0; occupied--) {
            bin += (int) Varint.read(in);
            counts[bin] = (int) Varint.read(in);
            total += counts[bin++];
        }
    }
}
