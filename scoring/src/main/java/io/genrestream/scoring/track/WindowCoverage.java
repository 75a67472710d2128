package io.genrestream.scoring.track;

import io.genrestream.dsp.window.Window;

/**
 * How much of a window was heard, and how much of that was sound.
 *
 * @param frames length of the window
 * @param heardFrames frames that were really heard; the rest repeats them
 * @param silentFraction part of the heard frames below the level of silence, 0 to 1
 */
public record WindowCoverage(int frames, int heardFrames, double silentFraction) {
    private static final double MOSTLY_SILENT = 0.9;
    private static final int LEAST_PART = 4;

    public static WindowCoverage of(Window window) {
        return new WindowCoverage(window.frames(), window.heardFrames(), window.silentFraction());
    }

    public boolean isTooShort() {
        return heardFrames * LEAST_PART < frames;
    }

    public boolean isSilent() {
        return silentFraction >= MOSTLY_SILENT;
    }

    /** A partial window counts as much as was heard of it. */
    public float weight() {
        return (float) heardFrames / frames;
    }
}
