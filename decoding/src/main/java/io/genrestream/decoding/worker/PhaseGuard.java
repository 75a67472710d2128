package io.genrestream.decoding.worker;

import java.io.IOException;

/**
 * Keeps out-of-phase stereo audible. Where the channels' mean has less than a hundredth of the energy of their
 * difference, the left side alone is given out instead, until the mean has a twenty-fifth again. Both energies are
 * leaky sums over blocks of 186 ms, of a live source 23 ms (a memory of about a second), decided per block and faded
 * over one: no look at the whole, the same for any chunking of the input.
 */
final class PhaseGuard {
    private static final double BLOCK_SECONDS = 4096 / 22_050.0;
    private static final int LIVE_PARTS = 8;
    private static final double KEPT = 0.8;
    private static final double LOST = 0.01;
    private static final double BACK = 0.04;
    /** Mean square at -80 dB of full scale: below it there is nothing to lose. */
    private static final double AUDIBLE = 1e-8;

    private final PcmOutput out;
    private final double kept;
    private final double audible;
    private final float[] mean;
    private final float[] difference;
    private int filled;
    private double meanEnergy;
    private double differenceEnergy;
    private boolean first = true;
    private boolean oneSided;
    private boolean everOneSided;

    private PhaseGuard(PcmOutput out, int sampleRate, int parts) {
        this.out = out;
        int block = (int) Math.round(sampleRate * BLOCK_SECONDS / parts);
        kept = Math.pow(KEPT, 1.0 / parts);
        audible = block * parts * AUDIBLE;
        mean = new float[block];
        difference = new float[block];
    }

    /** @param sampleRate in Hz */
    static PhaseGuard ofFile(PcmOutput out, int sampleRate) {
        return new PhaseGuard(out, sampleRate, 1);
    }

    /** Holds samples back for an eighth of the time. */
    static PhaseGuard ofLive(PcmOutput out, int sampleRate) {
        return new PhaseGuard(out, sampleRate, LIVE_PARTS);
    }

    /** Takes samples of one channel. */
    void accept(short[] samples, int count) throws IOException {
        flush();
        out.accept(samples, count);
    }

    /** @param differences null where the source has one channel */
    void accept(float[] means, float[] differences, int count) throws IOException {
        if (differences == null) {
            flush();
            out.accept(means, count);
            return;
        }
        for (int from = 0; from < count; ) {
            int part = Math.min(count - from, mean.length - filled);
            System.arraycopy(means, from, mean, filled, part);
            System.arraycopy(differences, from, difference, filled, part);
            filled += part;
            from += part;
            if (filled == mean.length) {
                flush();
            }
        }
    }

    void flush() throws IOException {
        if (filled > 0) {
            boolean before = oneSided;
            decide();
            fade(first ? oneSided : before);
            first = false;
            out.accept(mean, filled);
            filled = 0;
        }
    }

    boolean everOneSided() {
        return everOneSided;
    }

    private void decide() {
        double meanSum = energy(mean, filled);
        double differenceSum = energy(difference, filled);
        // A sample that is not a number would stay in the sums for good.
        if (Double.isFinite(meanSum + differenceSum)) {
            meanEnergy = meanEnergy * kept + meanSum;
            differenceEnergy = differenceEnergy * kept + differenceSum;
        }
        oneSided = differenceEnergy > audible && meanEnergy < differenceEnergy * (oneSided ? BACK : LOST);
        everOneSided |= oneSided;
    }

    private static double energy(float[] samples, int count) {
        float sum = 0;
        for (int i = 0; i < count; i++) {
            sum += samples[i] * samples[i];
        }
        return sum;
    }

    private void fade(boolean from) {
        if (!from && !oneSided) {
            return;
        }
        float gain = from ? 1 : 0;
        float step = ((oneSided ? 1 : 0) - gain) / filled;
        for (int i = 0; i < filled; i++) {
            gain += step;
            mean[i] += gain * difference[i];
        }
    }
}
