package io.genrestream.cli.plot;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Beats by dynamic programming (Ellis, "Beat tracking by dynamic programming", 2007): the frames whose onset strengths add
 * up to most while their distances stay near the beat's period. Unless the tempo is known, the period is the lag at which the onset strength's
 * autocorrelation, weighted towards 120 beats a minute, is greatest.
 *
 * @param tempo beats a minute; 0 where there are no beats
 * @param frames in rising order
 */
record Beats(double tempo, int[] frames) {
    private static final Beats NONE = new Beats(0, new int[0]);
    private static final double SLOWEST = 40;
    private static final double FASTEST = 240;
    private static final double LIKELIEST = 120;
    /** Standard deviation of the weight, in octaves. */
    private static final double OCTAVES = 1;
    /** What a deviation from the period costs: the paper's alpha. */
    private static final double TIGHTNESS = 100;

    /**
     * @param novelty onset strength of each frame
     * @param frameRate frames a second
     * @param tempo beats a minute, where it is known otherwise
     */
    static Beats of(float[] novelty, double frameRate, OptionalDouble tempo) {
        double[] strength = standardised(novelty);
        int longest = (int) (60 * frameRate / SLOWEST);
        if (strength.length < 2 * longest) {
            return NONE;
        }
        double period = tempo.isPresent()
                ? 60 * frameRate / Math.clamp(tempo.getAsDouble(), SLOWEST, FASTEST)
                : period(strength, frameRate, longest);
        return period == 0 ? NONE : new Beats(60 * frameRate / period, track(strength, period));
    }

    private static double[] standardised(float[] novelty) {
        double sum = 0;
        double squares = 0;
        for (float value : novelty) {
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / novelty.length;
        double deviation = Math.sqrt(squares / novelty.length - mean * mean);
        double[] standardised = new double[deviation > 0 ? novelty.length : 0];
        for (int i = 0; i < standardised.length; i++) {
            standardised[i] = (novelty[i] - mean) / deviation;
        }
        return standardised;
    }

    /** In frames, between two by the parabola through the greatest value and its neighbours; 0 where nothing recurs. */
    private static double period(double[] strength, double frameRate, int longest) {
        double[] weighted = new double[longest + 2];
        for (int lag = (int) (60 * frameRate / FASTEST); lag < weighted.length; lag++) {
            double octaves = Math.log(60 * frameRate / lag / LIKELIEST) / Math.log(2) / OCTAVES;
            for (int i = lag; i < strength.length; i++) {
                weighted[lag] += strength[i] * strength[i - lag];
            }
            weighted[lag] *= Math.exp(-0.5 * octaves * octaves);
        }
        int best = 0;
        for (int lag = 1; lag <= longest; lag++) {
            best = weighted[lag] > weighted[best] ? lag : best;
        }
        if (best == 0) {
            return 0;
        }
        double bend = weighted[best - 1] - 2 * weighted[best] + weighted[best + 1];
        return best + (bend < 0 ? 0.5 * (weighted[best - 1] - weighted[best + 1]) / bend : 0);
    }

    private static int[] track(double[] strength, double period) {
        double[] score = strength.clone();
        int[] before = new int[strength.length];
        Arrays.fill(before, -1);
        int nearest = (int) Math.round(period / 2);
        int farthest = (int) Math.round(2 * period);
        for (int i = 0; i < strength.length; i++) {
            double best = 0;
            for (int distance = nearest; distance <= farthest && distance <= i; distance++) {
                double deviation = Math.log(distance / period);
                double value = score[i - distance] - TIGHTNESS * deviation * deviation;
                if (value > best) {
                    best = value;
                    before[i] = i - distance;
                }
            }
            score[i] += best;
        }
        int last = strength.length - 1;
        for (int i = strength.length - farthest; i < strength.length; i++) {
            last = score[i] > score[last] ? i : last;
        }
        int[] backwards = new int[strength.length];
        int count = 0;
        for (int i = last; i >= 0; i = before[i]) {
            backwards[count++] = i;
        }
        int[] frames = new int[count];
        for (int i = 0; i < count; i++) {
            frames[i] = backwards[count - 1 - i];
        }
        return frames;
    }
}
