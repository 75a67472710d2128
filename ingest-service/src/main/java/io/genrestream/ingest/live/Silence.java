package io.genrestream.ingest.live;

import java.time.Duration;

/**
 * Whether a source has fallen silent: quiet for long, until it is loud for a second. Between the two levels nothing
 * changes, so that a noisy line does not come and go. For one thread.
 */
final class Silence {
    /** Of full scale, as root mean square: -50 dB and -45 dB. */
    private static final double QUIET = 0.0032;

    private static final double LOUD = 0.0056;
    private static final double FULL_SCALE = 32_768;
    private static final double BLOCK_SECONDS = 0.25;
    private static final int LOUD_BLOCKS = 4;

    private final int blockSamples;
    private final long silentBlocks;
    private double energy;
    private int inBlock;
    private long quietBlocks;
    private int loudBlocks;
    private boolean silent;

    /** @param after so much quiet is silence */
    Silence(int sampleRate, Duration after) {
        this.blockSamples = (int) (sampleRate * BLOCK_SECONDS);
        this.silentBlocks = Math.round(after.toMillis() / (1_000 * BLOCK_SECONDS));
    }

    /** Takes the first {@code length} samples; returns whether the source is silent now. */
    boolean isSilentAfter(short[] pcm, int length) {
        for (int i = 0; i < length; i++) {
            energy += (double) pcm[i] * pcm[i];
            if (++inBlock == blockSamples) {
                endBlock(Math.sqrt(energy / blockSamples) / FULL_SCALE);
                energy = 0;
                inBlock = 0;
            }
        }
        return silent;
    }

    private void endBlock(double level) {
        quietBlocks = level < QUIET ? quietBlocks + 1 : 0;
        loudBlocks = level > LOUD ? loudBlocks + 1 : 0;
        if (quietBlocks >= silentBlocks) {
            silent = true;
        } else if (loudBlocks >= LOUD_BLOCKS) {
            silent = false;
        }
    }
}
