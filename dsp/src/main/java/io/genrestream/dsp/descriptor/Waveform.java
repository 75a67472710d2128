package io.genrestream.dsp.descriptor;

/** What is measured on the samples themselves. */
public final class Waveform {
    private static final double FULL_SCALE = 32768;

    private Waveform() {}

    /** Root of the mean square, full scale 1. */
    static double rms(short[] frame) {
        long sum = 0;
        for (short sample : frame) {
            sum += sample * sample;
        }
        return Math.sqrt((double) sum / frame.length) / FULL_SCALE;
    }

    /** Changes of sign over the number of samples; zero counts as positive. */
    public static double zeroCrossingRate(short[] frame) {
        int crossings = 0;
        for (int i = 1; i < frame.length; i++) {
            crossings += (frame[i] ^ frame[i - 1]) >>> 31;
        }
        return (double) crossings / frame.length;
    }
}
