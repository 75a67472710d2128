package io.genrestream.dsp.descriptor;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.spectrum.WeightedSum;

/**
 * Energy of the twelve pitch classes from C to B, the strongest 1. The weights are librosa's {@code filters.chroma}
 * (after Ellis 2007): each bin spreads as a Gaussian over the classes near its pitch, each bin's weights
 * have a norm of 1, octaves count by a Gaussian of two octaves around the fifth.
 */
public final class Chroma {
    private static final int CLASSES = 12;
    private static final double A0_HZ = 440.0 / 16;
    private static final double CENTRE_OCTAVE = 5;
    private static final double OCTAVE_WIDTH = 2;
    private static final int FROM_A_TO_C = 3;

    private final WeightedSum sum;

    /** @param tuning of the music: semitones above A = 440 Hz, -0.5 to 0.5 */
    public Chroma(FrontEndSpec spec, double tuning) {
        sum = new WeightedSum(weights(spec.fft(), spec.sampleRate(), tuning));
    }

    /**
     * @param power a frame's power spectrum, fft/2 + 1 values
     * @param row receives 12 values from {@code offset} on, 0 to 1; all 0 for silence
     */
    public void describe(double[] power, float[] row, int offset) {
        float[] energy = sum.of(power);
        float strongest = 0;
        for (int c = 0; c < CLASSES; c++) {
            strongest = Math.max(strongest, energy[c]);
        }
        float scale = strongest >= Float.MIN_NORMAL ? strongest : 1;
        for (int c = 0; c < CLASSES; c++) {
            row[offset + c] = energy[c] / scale;
        }
    }

    /** {@code [bins][classes]}. */
    private static float[][] weights(int fft, int sampleRate, double tuning) {
        double[] pitch = pitches(fft, sampleRate, tuning);
        float[][] weights = new float[fft / 2 + 1][CLASSES];
        for (int bin = 0; bin < weights.length; bin++) {
            double width = Math.max(pitch[bin + 1] - pitch[bin], 1);
            double[] column = new double[CLASSES];
            double squares = 0;
            for (int c = 0; c < CLASSES; c++) {
                double distance = wrap(pitch[bin] - c);
                column[c] = Math.exp(-0.5 * Math.pow(2 * distance / width, 2));
                squares += column[c] * column[c];
            }
            double octave = (pitch[bin] / CLASSES - CENTRE_OCTAVE) / OCTAVE_WIDTH;
            double gain = Math.exp(-0.5 * octave * octave) / Math.sqrt(squares);
            for (int c = 0; c < CLASSES; c++) {
                weights[bin][c] = (float) (gain * column[(c + FROM_A_TO_C) % CLASSES]);
            }
        }
        return weights;
    }

    /** Each bin's pitch in semitones above the tuned A0; bin 0, which has none, stands an octave and a half below bin 1. */
    private static double[] pitches(int fft, int sampleRate, double tuning) {
        double[] pitch = new double[fft];
        for (int bin = 1; bin < fft; bin++) {
            pitch[bin] = CLASSES * Math.log((double) bin * sampleRate / fft / A0_HZ) / Math.log(2) - tuning;
        }
        pitch[0] = pitch[1] - 1.5 * CLASSES;
        return pitch;
    }

    /** To the nearest of the class's octaves: -6 to 6. */
    private static double wrap(double semitones) {
        double half = CLASSES / 2.0;
        return ((semitones + half + 10 * CLASSES) % CLASSES) - half;
    }
}
