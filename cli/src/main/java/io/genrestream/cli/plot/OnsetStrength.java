package io.genrestream.cli.plot;

import java.util.Arrays;

/**
 * How much of a frame is new: the mean over the mel bands of the rise of their level since the frame before, in dB;
 * what falls does not count. This is the spectral flux on a log-mel spectrogram (Böck and Widmer, "Maximum filter
 * vibrato suppression for onset detection", 2013, with a lag of one frame and without their filter). Levels below
 * {@value Sound#FLOOR_DB} dB count as that much, or the faintest noise after digital silence would be the greatest onset.
 */
final class OnsetStrength {
    private final float[] before;
    private float[] strengths = new float[1024];
    private int frames;

    OnsetStrength(int bands) {
        before = new float[bands];
    }

    /** @param row begins with the log-mel bands (dB) */
    void process(float[] row) {
        float rise = 0;
        for (int band = 0; band < before.length; band++) {
            float level = Math.max(row[band], Sound.FLOOR_DB);
            rise += Math.max(0, level - before[band]);
            before[band] = level;
        }
        if (frames == strengths.length) {
            strengths = Arrays.copyOf(strengths, 2 * frames);
        }
        // Where a track begins nothing says what is new.
        strengths[frames] = frames == 0 ? 0 : rise / before.length;
        frames++;
    }

    /** {@code [frames]} (dB). */
    float[] strengths() {
        return Arrays.copyOf(strengths, frames);
    }
}
