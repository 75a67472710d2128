package io.genrestream.benchmarks;

import java.util.Random;

/** Samples to work on: noise under a slow swell, so that no two frames are alike. */
final class Noise {
    private Noise() {}

    static short[] samples(int count) {
        Random random = new Random(22050);
        short[] samples = new short[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (short) (random.nextGaussian() * 4000 * (1.2 + Math.sin(i * 1e-3)));
        }
        return samples;
    }
}
