package io.genrestream.testkit;

import java.util.function.DoubleUnaryOperator;

/** Sounds as functions of time, so that they can be made at any rate and compared without a second resampler. */
public final class Signal {
    /** A rising tone, a steady one and a beating one, all below 3.5 kHz. */
    public static final DoubleUnaryOperator MUSIC = t -> 0.25 * sine(200 * t + 150 * t * t)
            + 0.15 * sine(440 * t)
            + 0.1 * sine(3000 * t) * (0.5 + 0.5 * sine(2 * t));

    private Signal() {}

    private static double sine(double turns) {
        return Math.sin(2 * Math.PI * turns);
    }

    public static DoubleUnaryOperator tone(double hertz, double amplitude) {
        return t -> amplitude * sine(hertz * t);
    }

    public static DoubleUnaryOperator inverted(DoubleUnaryOperator signal) {
        return t -> -signal.applyAsDouble(t);
    }

    public static float[] sampled(DoubleUnaryOperator signal, int rate, double seconds) {
        float[] samples = new float[(int) Math.round(rate * seconds)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) signal.applyAsDouble(i / (double) rate);
        }
        return samples;
    }

    /** As {@link #snr(DoubleUnaryOperator, short[], int)}, of samples at 22,050 Hz. */
    public static double snr(DoubleUnaryOperator expected, short[] samples) {
        return snr(expected, samples, 22_050);
    }

    /** @return power of the signal over power of what differs from it, in dB, at the best delay of up to 3,000 samples */
    public static double snr(DoubleUnaryOperator expected, short[] samples, int rate) {
        float[] wanted = sampled(expected, rate, samples.length / (double) rate);
        double best = Double.NEGATIVE_INFINITY;
        for (int delay = -3000; delay <= 3000; delay++) {
            if (snr(wanted, samples, delay, 61) > best - 3) {
                best = Math.max(best, snr(wanted, samples, delay, 1));
            }
        }
        return best;
    }

    private static double snr(float[] wanted, short[] samples, int delay, int step) {
        double signal = 0;
        double noise = 0;
        // The ends are left out: codecs fade there.
        for (int i = 4000; i < samples.length - 4000; i += step) {
            double want = wanted[i] * 32768.0;
            double error = samples[i + delay] - want;
            signal += want * want;
            noise += error * error;
        }
        return 10 * Math.log10(signal / Math.max(noise, 1));
    }

    public static double rms(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += sample * (double) sample;
        }
        return Math.sqrt(sum / Math.max(1, samples.length)) / 32768;
    }
}
