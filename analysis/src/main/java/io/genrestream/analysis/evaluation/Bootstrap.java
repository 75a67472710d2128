package io.genrestream.analysis.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The percentile bootstrap interval of an accuracy (Efron, 1979). Groups are drawn, not tracks: one artist's tracks rise
 * and fall together.
 *
 * @param low 2.5 % of the draws are below
 * @param high 2.5 % of the draws are above
 * @param groups how many there were to draw from
 */
public record Bootstrap(double low, double high, int groups) {
    public static final int DRAWS = 10_000;
    public static final long SEED = 0;
    public static final double LEVEL = 0.95;

    private static final String GENERATOR = "L64X128MixRandom";

    public static Bootstrap of(List<Answer> answers) {
        Map<String, int[]> groups = new LinkedHashMap<>(); // tracks and how many of them are right
        for (Answer answer : answers) {
            int[] counts = groups.computeIfAbsent(answer.group(), unused -> new int[2]);
            counts[0]++;
            counts[1] += answer.isRight() ? 1 : 0;
        }
        double[] accuracies = draw(groups.values().toArray(int[][]::new));
        Arrays.sort(accuracies);
        double tail = (1 - LEVEL) / 2;
        return new Bootstrap(quantile(accuracies, tail), quantile(accuracies, 1 - tail), groups.size());
    }

    private static double[] draw(int[][] groups) {
        RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(SEED);
        double[] accuracies = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            int tracks = 0;
            int right = 0;
            for (int i = 0; i < groups.length; i++) {
                int[] group = groups[random.nextInt(groups.length)];
                tracks += group[0];
                right += group[1];
            }
            accuracies[draw] = (double) right / tracks;
        }
        return accuracies;
    }

    /** Between the two nearest ranks in proportion. */
    private static double quantile(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
