package io.genrestream.dsp.aggregate;

import java.util.Random;

/** Random rows of features, and their statistics by the formulas of the textbook, in two passes. */
record Frames(float[] rows, int frames, int width) {

    static Frames random(long seed, int frames, int width) {
        Random random = new Random(seed);
        float[] rows = new float[frames * width];
        for (int i = 0; i < rows.length; i++) {
            int feature = i % width;
            double value = random.nextGaussian();
            // One feature is constant, one skewed, one far from zero for its spread; the others are plain.
            rows[i] = switch (feature) {
                case 0 -> 3.5f;
                case 1 -> (float) Math.exp(value);
                case 2 -> (float) (10000 + value);
                default -> (float) (value * feature);
            };
        }
        return new Frames(rows, frames, width);
    }

    double mean(int feature) {
        return power(feature, 0, 1);
    }

    double central(int feature, int exponent) {
        return power(feature, mean(feature), exponent);
    }

    float[] sorted(int feature) {
        float[] column = new float[frames];
        for (int frame = 0; frame < frames; frame++) {
            column[frame] = rows[frame * width + feature];
        }
        java.util.Arrays.sort(column);
        return column;
    }

    private double power(int feature, double centre, int exponent) {
        double sum = 0;
        for (int frame = 0; frame < frames; frame++) {
            sum += Math.pow(rows[frame * width + feature] - centre, exponent);
        }
        return sum / frames;
    }
}
