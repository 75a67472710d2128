package io.genrestream.dsp.fma;

/**
 * Halves the sample rate, with a gain of sqrt 2. A half-band filter of 31 taps, 16 of them not zero, by Kaiser's window:
 * flat to 1e-5 up to a quarter of the input's highest frequency, and 106 dB down where that would be folded onto. What
 * lies between is folded onto frequencies that the constant-Q transform does not read: the highest of an octave's pitches
 * is at a fifth.
 */
final class HalfBand {
    /** Samples that an output needs on each side of its own place. */
    static final int REACH = 15;

    private static final int PAIRS = (REACH + 1) / 2;
    private static final double KAISER_BETA = 11;

    private final double centre = Math.sqrt(2) / 2;
    private final double[] taps = taps();
    private final double[] odd;

    /** @param most outputs of a call */
    HalfBand(int most) {
        odd = new double[most + REACH];
    }

    /** {@code out[i]} is the filtered {@code in[at + 2 i]}, for i under {@code count}. */
    void halve(double[] in, int at, double[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] = centre * in[at + 2 * i];
        }
        // Every other sample on its own, so that each tap runs along contiguous memory.
        for (int i = 0; i < count + REACH; i++) {
            odd[i] = in[at - REACH + 2 * i];
        }
        for (int pair = 0; pair < PAIRS; pair++) {
            double tap = taps[pair];
            int before = PAIRS - 1 - pair;
            int after = PAIRS + pair;
            for (int i = 0; i < count; i++) {
                out[i] += tap * (odd[before + i] + odd[after + i]);
            }
        }
    }

    /** Of the samples 1, 3, 5, … away. */
    private static double[] taps() {
        double[] taps = new double[PAIRS];
        double sum = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            int away = 2 * pair + 1;
            double place = (double) away / REACH;
            double sinc = (pair % 2 == 0 ? 1 : -1) / (Math.PI * away);
            taps[pair] = sinc * besselI0(KAISER_BETA * Math.sqrt(1 - place * place));
            sum += taps[pair];
        }
        for (int pair = 0; pair < PAIRS; pair++) {
            // Both sides together are half of the gain, the centre is the other half.
            taps[pair] *= Math.sqrt(2) / 4 / sum;
        }
        return taps;
    }

    private static double besselI0(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
