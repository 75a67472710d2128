package io.genrestream.testkit;

import java.util.Random;

/**
 * Sound that a test can compute, the same samples on every machine.
 *
 * @param sampleRate in Hz
 * @param channels samples by channel and time, full scale at 1.0; a test may write anything into them, NaN included
 */
public record SynthesizedAudio(int sampleRate, float[][] channels) {

    private static final double[] CHORD_ROOTS_HZ = {220.0, 174.61, 130.81, 196.0};
    private static final double[] CHORD = {1.0, 1.2599210498948732, 1.4983070768766815};
    private static final double BEAT_SECONDS = 0.5;
    private static final int HARMONICS = 4;

    /** Chords, a bass and drums: something with rhythm, pitch and noise in it, another piece for each seed. */
    public static SynthesizedAudio music(int sampleRate, int channels, double seconds, long seed) {
        Random random = new Random(seed);
        double transposition = StrictMath.pow(2.0, random.nextInt(12) / 12.0);
        int length = (int) Math.round(seconds * sampleRate);
        float[][] samples = new float[channels][length];
        for (int i = 0; i < length; i++) {
            double time = (double) i / sampleRate;
            int beat = (int) (time / BEAT_SECONDS);
            double root = CHORD_ROOTS_HZ[beat / 4 % CHORD_ROOTS_HZ.length] * transposition;
            double sinceBeat = time - beat * BEAT_SECONDS;
            double drum = StrictMath.exp(-sinceBeat * 30) * random.nextGaussian() * 0.12;
            double tune = chord(root, time) * (0.6 + 0.4 * StrictMath.exp(-sinceBeat * 4));
            double bass = 0.15 * StrictMath.sin(2 * Math.PI * root / 2 * time);
            for (int channel = 0; channel < channels; channel++) {
                double pan = 1.0 - 0.3 * channel / channels;
                samples[channel][i] = (float) Math.clamp(tune * pan + bass + drum, -1.0, 1.0);
            }
        }
        return new SynthesizedAudio(sampleRate, samples);
    }

    /** @param amplitude of the sine, full scale at 1.0 */
    public static SynthesizedAudio tone(int sampleRate, double hertz, double amplitude, double seconds) {
        float[] samples = new float[(int) Math.round(seconds * sampleRate)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (amplitude * StrictMath.sin(2 * Math.PI * hertz * i / sampleRate));
        }
        return new SynthesizedAudio(sampleRate, new float[][] {samples});
    }

    public static SynthesizedAudio silence(int sampleRate, int channels, double seconds) {
        return new SynthesizedAudio(sampleRate, new float[channels][(int) Math.round(seconds * sampleRate)]);
    }

    /** Stereo whose second channel is the first one inverted: its mean is silence, but it is not silent. */
    public SynthesizedAudio outOfPhase() {
        float[] inverted = channels[0].clone();
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = -inverted[i];
        }
        return new SynthesizedAudio(sampleRate, new float[][] {channels[0], inverted});
    }

    /** Samples per channel. */
    public int length() {
        return channels[0].length;
    }

    /** One channel as the pipeline sees it: rounded to 16 bits, saturated, NaN as 0. */
    public short[] pcm16(int channel) {
        short[] samples = new short[length()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.clamp(Math.round(channels[channel][i] * 32768.0), -32768, 32767);
        }
        return samples;
    }

    /** A whole WAV file. */
    public byte[] wav(WavEncoding encoding) {
        return WavFile.bytes(this, encoding);
    }

    private static double chord(double root, double time) {
        double sum = 0;
        for (double interval : CHORD) {
            for (int harmonic = 1; harmonic <= HARMONICS; harmonic++) {
                sum += StrictMath.sin(2 * Math.PI * root * interval * harmonic * time) / (harmonic * harmonic);
            }
        }
        return sum * 0.12;
    }
}
