package io.genrestream.scoring.track;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.FrontEndSpec.LogScale;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Tells sound that stays as it is (tones, hum, noise) from music, by how much a window's mel bands move. One for each
 * thread; a window of music costs it one pass over its values.
 *
 * <p>Two figures in dB, both independent of gain: the median over the bands of each band's standard deviation over
 * time, and the standard deviation over time of the mean of all bands. Tones leave both near 0. Noise cannot: the power
 * of noise in a band of few FFT bins fluctuates by 5.6 dB divided by about the root of their number, whatever the hop,
 * which is 1.9 to 2.05 dB for the median of 96 bands, and 0.3 to 0.36 dB for the mean of them all. Music moves more in
 * one or the other. docs/steady.md has what was measured, and what is not told: sweeps and speech.
 *
 * <p>The limits are for power in dB, at least {@value #BANDS} bands from frames of at most 93 ms, and windows of at
 * least 2.9 s. Fewer bands, longer frames and shorter windows move less, magnitudes by half: under any other front end
 * no window is called steady. More bands or shorter frames are safe; there noise may pass for music.
 */
final class Steadiness {
    private static final int BANDS = 96;
    private static final double FRAME_SECONDS = 0.093;
    private static final double WINDOW_SECONDS = 2.9;
    /** Below these it is a tone, or several, whose beats move the mean. */
    private static final double TONE_BAND_DB = 1.8;

    private static final double TONE_MEAN_DB = 1.0;
    /** Below these it may be noise. */
    private static final double NOISE_BAND_DB = 2.2;

    private static final double NOISE_MEAN_DB = 0.44;

    private final boolean applies;
    private final int frames;
    private final int bands;
    private final double[] spreads;

    Steadiness(FrontEndSpec spec) {
        this.applies = spec.log() == LogScale.DB
                && spec.power() == 2
                && spec.offset() == 0
                && spec.bands() >= BANDS
                && spec.window() <= FRAME_SECONDS * spec.sampleRate()
                && (double) spec.frames() * spec.hop() >= WINDOW_SECONDS * spec.sampleRate();
        this.frames = spec.frames();
        this.bands = spec.bands();
        this.spreads = new double[bands];
    }

    /** @param logMelDb {@code [frames][bands]}, row-major float32 little-endian (dB) */
    boolean isSteady(ByteBuffer logMelDb) {
        if (!applies) {
            return false;
        }
        ByteBuffer values = logMelDb.slice().order(ByteOrder.LITTLE_ENDIAN);
        double mean = meanSpread(values);
        return mean < TONE_MEAN_DB && medianSpread(values) < (mean < NOISE_MEAN_DB ? NOISE_BAND_DB : TONE_BAND_DB);
    }

    private double meanSpread(ByteBuffer values) {
        double sum = 0;
        double squares = 0;
        for (int frame = 0; frame < frames; frame++) {
            double level = 0;
            for (int band = 0; band < bands; band++) {
                level += value(values, frame, band);
            }
            level /= bands;
            sum += level;
            squares += level * level;
        }
        return deviation(sum, squares);
    }

    private double medianSpread(ByteBuffer values) {
        for (int band = 0; band < bands; band++) {
            double sum = 0;
            double squares = 0;
            for (int frame = 0; frame < frames; frame++) {
                double level = value(values, frame, band);
                sum += level;
                squares += level * level;
            }
            spreads[band] = deviation(sum, squares);
        }
        Arrays.sort(spreads);
        return (spreads[(bands - 1) / 2] + spreads[bands / 2]) / 2;
    }

    private double deviation(double sum, double squares) {
        double mean = sum / frames;
        return Math.sqrt(Math.max(0, squares / frames - mean * mean));
    }

    private float value(ByteBuffer values, int frame, int band) {
        return values.getFloat((frame * bands + band) * Float.BYTES);
    }
}
