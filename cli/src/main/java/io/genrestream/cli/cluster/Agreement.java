package io.genrestream.cli.cluster;

import java.util.Arrays;

/**
 * How far two groupings of the same tracks agree, whatever their groups are called.
 *
 * @param nmi normalised mutual information, by the arithmetic mean of the entropies (Strehl and Ghosh, 2002): 0 to 1
 * @param ari adjusted Rand index (Hubert and Arabie, 1985): 1 for the same grouping, about 0 for chance
 */
record Agreement(double nmi, double ari) {

    /**
     * @param one group of each track, counted from 0
     * @param other the same of another grouping
     */
    static Agreement of(int[] one, int[] other) {
        int rows = Arrays.stream(one).max().orElse(-1) + 1;
        int columns = Arrays.stream(other).max().orElse(-1) + 1;
        long[] both = new long[rows * columns];
        long[] ofOne = new long[rows];
        long[] ofOther = new long[columns];
        for (int i = 0; i < one.length; i++) {
            both[one[i] * columns + other[i]]++;
            ofOne[one[i]]++;
            ofOther[other[i]]++;
        }
        return new Agreement(
                mutualInformation(both, ofOne, ofOther, one.length), rand(both, ofOne, ofOther, one.length));
    }

    private static double mutualInformation(long[] both, long[] ofOne, long[] ofOther, int tracks) {
        double sum = entropy(ofOne, tracks) + entropy(ofOther, tracks);
        return sum == 0 ? 1 : Math.max(0, 2 * (sum - entropy(both, tracks)) / sum);
    }

    private static double entropy(long[] counts, int tracks) {
        double entropy = 0;
        for (long count : counts) {
            double part = (double) count / tracks;
            entropy -= count == 0 ? 0 : part * Math.log(part);
        }
        return entropy;
    }

    private static double rand(long[] both, long[] ofOne, long[] ofOther, int tracks) {
        double inOne = pairs(ofOne);
        double inOther = pairs(ofOther);
        double all = pairs(tracks);
        double byChance = all == 0 ? 0 : inOne * inOther / all;
        double most = (inOne + inOther) / 2;
        return most == byChance ? 1 : (pairs(both) - byChance) / (most - byChance);
    }

    private static double pairs(long... counts) {
        return Arrays.stream(counts)
                .mapToDouble(count -> count * (count - 1) / 2.0)
                .sum();
    }
}
