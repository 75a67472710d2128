package io.genrestream.dsp.fma;

import java.util.Arrays;

/** Finds values by their rank without sorting, in two counts: of the upper halves of their bits, then of the lower. */
final class RankedValues {
    private static final int HALF_BITS = 16;
    private static final int LOWER_HALF = (1 << HALF_BITS) - 1;

    private RankedValues() {}

    /** @param values none below zero: their bits have the order of the numbers */
    static float median(float[] values, int count) {
        int[] counts = new int[1 << HALF_BITS];
        float low = ranked(values, count, (count - 1) / 2, counts);
        return count % 2 == 1 ? low : (low + ranked(values, count, count / 2, counts)) / 2;
    }

    private static float ranked(float[] values, int count, int rank, int[] counts) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < count; i++) {
            counts[Float.floatToRawIntBits(values[i]) >>> HALF_BITS]++;
        }
        int upper = 0;
        int below = 0;
        while (below + counts[upper] <= rank) {
            below += counts[upper++];
        }
        Arrays.fill(counts, 0);
        for (int i = 0; i < count; i++) {
            int bits = Float.floatToRawIntBits(values[i]);
            if (bits >>> HALF_BITS == upper) {
                counts[bits & LOWER_HALF]++;
            }
        }
        int lower = 0;
        while (below + counts[lower] <= rank) {
            below += counts[lower++];
        }
        return Float.intBitsToFloat(upper << HALF_BITS | lower);
    }
}
