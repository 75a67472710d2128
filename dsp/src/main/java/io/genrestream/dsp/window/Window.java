package io.genrestream.dsp.window;

import java.nio.ByteBuffer;

/**
 * The features of a stretch of audio that a model scores at once. Its matrices are row-major float32, little-endian.
 *
 * @param index counted from 0 in its epoch
 * @param startSample first sample, counted in the epoch
 * @param endSample the sample after the last of its last heard frame
 * @param heardSample samples of the epoch that had been heard when it was made; at the end all of them
 * @param frames length in frames
 * @param heardFrames frames that were really heard; the rest of the window repeats them cyclically
 * @param logMelDb {@code [frames][bands]} (dB)
 * @param mfcc {@code [frames][coefficients]}
 * @param descriptors {@code [frames][descriptors]}, in the order of {@link io.genrestream.dsp.Descriptor}
 * @param loudnessDb root mean square of the heard frames (dB of full scale), at least {@link #QUIETEST_DB}
 * @param silentFraction part of the heard frames that are silent, 0 to 1
 */
public record Window(
        int index,
        long startSample,
        long endSample,
        long heardSample,
        int frames,
        int heardFrames,
        ByteBuffer logMelDb,
        ByteBuffer mfcc,
        ByteBuffer descriptors,
        float loudnessDb,
        float silentFraction) {
    /** The loudness of nothing. */
    public static final float QUIETEST_DB = -100;

    public boolean isPartial() {
        return heardFrames < frames;
    }
}
