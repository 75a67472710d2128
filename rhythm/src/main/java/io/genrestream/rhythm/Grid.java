package io.genrestream.rhythm;

import io.genrestream.dsp.rhythm.StreamRhythm;

/**
 * The steps that time is counted in: hops of 512 samples at 22,050 Hz (23 ms), and of the power of two that comes nearest
 * to that time at other rates. Everything is looked at in frames of two hops.
 */
record Grid(int sampleRate) {
    /** A pitch every 16 hops (372 ms): YIN costs as much as ten frames of the onset function. */
    static final int HOPS_A_PITCH = 16;

    private static final int HOP_BITS_AT_22050 = 9;
    private static final int LEAST_HOP_BITS = 4;

    int hop() {
        double octaves = Math.log(sampleRate / 22050.0) / Math.log(2);
        return 1 << Math.max(LEAST_HOP_BITS, HOP_BITS_AT_22050 + (int) Math.round(octaves));
    }

    int frame() {
        return 2 * hop();
    }

    double seconds(long hops) {
        return hops * (double) hop() / sampleRate;
    }

    int rollingHops() {
        return StreamRhythm.ROLLING_SECONDS * sampleRate / hop();
    }

    int rollingPitches() {
        return rollingHops() / HOPS_A_PITCH;
    }
}
