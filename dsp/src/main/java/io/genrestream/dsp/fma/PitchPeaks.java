package io.genrestream.dsp.fma;

import java.util.Arrays;

/**
 * How far a clip is tuned from A = 440 Hz. Collects each frame's spectral peaks between 150 and 4000 Hz that are over a
 * tenth of the frame's largest value, with place and height refined by a parabola through three bins; the tuning is
 * where most of the higher half of all peaks lie between two semitones, by hundredths (librosa's
 * {@code estimate_tuning}).
 */
final class PitchPeaks {
    private static final double LOW_HZ = 150;
    private static final double HIGH_HZ = 4000;
    private static final double THRESHOLD = 0.1;
    private static final double A0_HZ = 440.0 / 16;
    private static final int STEPS = 100; // in a semitone

    private final double binHz;
    private final int from;
    private final int to;
    private float[] heights = new float[1 << 14];
    private byte[] steps = new byte[1 << 14];
    private int count;

    PitchPeaks(int sampleRate, int fft) {
        binHz = (double) sampleRate / fft;
        from = (int) Math.ceil(LOW_HZ / binHz);
        to = (int) Math.ceil(HIGH_HZ / binHz);
    }

    void clear() {
        count = 0;
    }

    /** @param largest value of the spectrum, of bins beyond the range too */
    void add(double[] spectrum, double largest) {
        double least = THRESHOLD * largest;
        for (int bin = from; bin < to; bin++) {
            double value = spectrum[bin];
            if (value > least && value > spectrum[bin - 1] && value >= spectrum[bin + 1]) {
                double slope = (spectrum[bin + 1] - spectrum[bin - 1]) / 2;
                double curve = spectrum[bin + 1] + spectrum[bin - 1] - 2 * value;
                double shift = Math.abs(slope) >= Math.abs(curve) ? 0 : -slope / curve;
                keep((bin + shift) * binHz, value + slope * shift / 2);
            }
        }
    }

    private void keep(double hz, double height) {
        if (count == steps.length) {
            heights = Arrays.copyOf(heights, 2 * count);
            steps = Arrays.copyOf(steps, 2 * count);
        }
        double semitones = 12 * Math.log(hz / A0_HZ) / Math.log(2);
        double between = semitones + 0.5 - Math.floor(semitones + 0.5); // 0.5 is a semitone itself
        heights[count] = (float) height;
        steps[count++] = (byte) Math.min((int) (between * STEPS), STEPS - 1);
    }

    /** Semitones, -0.5 to 0.49; 0 where there are no peaks. */
    double tuning() {
        if (count == 0) {
            return 0;
        }
        float median = RankedValues.median(heights, count);
        int[] peaks = new int[STEPS];
        for (int i = 0; i < count; i++) {
            if (heights[i] >= median) {
                peaks[steps[i]]++;
            }
        }
        int most = 0;
        for (int step = 1; step < STEPS; step++) {
            most = peaks[step] > peaks[most] ? step : most;
        }
        return (double) most / STEPS - 0.5;
    }
}
