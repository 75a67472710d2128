package io.genrestream.rhythm;

import be.tarsos.dsp.pitch.FastYin;
import java.util.Random;

/** The pitch of a frame by TarsosDSP's YIN, the form that goes through the Fourier transform. */
final class FramePitch {
    static final double LOWEST = 50;
    static final double HIGHEST = 2000;

    /** Largest normalised difference from one period to the next that still is a pitch. */
    private static final double THRESHOLD = 0.15;
    /** Below -60 dB of full scale a frame is silent, as it is for the front end. */
    private static final double SILENT_RMS = 1e-3;
    /** Of the frame's level. */
    private static final double DITHER = 1e-2;

    private final FastYin yin;
    private final float[] samples;
    private final float[] dither;

    FramePitch(Grid grid) {
        yin = new FastYin(grid.sampleRate(), grid.frame(), THRESHOLD);
        samples = new float[grid.frame()];
        dither = new float[grid.frame()];
        Random random = new Random(1);
        for (int i = 0; i < dither.length; i++) {
            dither[i] = (float) (DITHER * random.nextGaussian());
        }
    }

    /** @return Hz, {@value #LOWEST} to {@value #HIGHEST}; 0 where there is none */
    float of(short[] frame) {
        double mean = 0;
        for (short sample : frame) {
            mean += sample;
        }
        mean /= frame.length;
        double squares = 0;
        for (int i = 0; i < frame.length; i++) {
            double value = (frame[i] - mean) / 32768;
            samples[i] = (float) value;
            squares += value * value;
        }
        double rms = Math.sqrt(squares / frame.length);
        if (rms < SILENT_RMS) {
            return 0;
        }
        // A perfect period gives differences of 0, and for those that rounding makes negative FastYin finds no pitch.
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (float) rms * dither[i];
        }
        float pitch = yin.getPitch(samples).getPitch();
        return pitch >= LOWEST && pitch <= HIGHEST ? pitch : 0;
    }
}
