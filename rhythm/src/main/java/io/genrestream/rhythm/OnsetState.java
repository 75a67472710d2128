package io.genrestream.rhythm;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What the search for onsets remembers of a stream: the last frame's levels and the flux around the hop in question. That
 * hop has an onset where the flux is the highest of its neighbourhood, stands out from the mean of it, and the last onset is
 * some time ago (Dixon 2006); so an onset is known two hops late.
 */
final class OnsetState {
    /** Hops that are waited for before one is judged. */
    static final int AHEAD = 2;

    private static final int BEFORE = 8;
    private static final int SPAN = BEFORE + 1 + AHEAD;
    /** How far above the mean (dB a band). */
    private static final float PROMINENCE = 1.5f;
    /** Hops between two onsets at least (70 ms). */
    private static final int APART = 3;

    private final float[] levels = new float[OnsetFunction.BANDS];
    /** False after a break, when there is no frame to compare with. A stream begins after silence. */
    private boolean follows = true;

    private final float[] flux = new float[SPAN];
    private long lastOnset = -APART;

    OnsetState() {
        Arrays.fill(levels, OnsetFunction.silence());
    }

    /** Takes a frame's levels (dB) and says by how much they rose together. */
    float rise(double[] now) {
        float sum = 0;
        for (int band = 0; band < levels.length; band++) {
            float level = (float) now[band];
            sum += Math.max(0, level - levels[band]);
            levels[band] = level;
        }
        float rise = follows ? sum : 0;
        follows = true;
        return rise;
    }

    /** Whether an onset is found, {@value #AHEAD} hops before this one. */
    boolean isOnset(float newest, long hop) {
        System.arraycopy(flux, 1, flux, 0, SPAN - 1);
        flux[SPAN - 1] = newest;
        long judged = hop - AHEAD;
        if (judged - lastOnset < APART || salience() < PROMINENCE || !isPeak()) {
            return false;
        }
        lastOnset = judged;
        return true;
    }

    /** How far the flux of the hop in question is above the mean around it (dB a band). */
    float salience() {
        float sum = 0;
        for (float value : flux) {
            sum += value;
        }
        return flux[BEFORE] - sum / SPAN;
    }

    private boolean isPeak() {
        for (int i = 1; i <= AHEAD; i++) {
            if (flux[BEFORE] <= flux[BEFORE - i] || flux[BEFORE] < flux[BEFORE + i]) {
                return false;
            }
        }
        return true;
    }

    void breakOff() {
        follows = false;
        Arrays.fill(flux, 0);
    }

    void write(ByteBuffer out) {
        out.put((byte) (follows ? 1 : 0)).putLong(lastOnset);
        for (float level : levels) {
            out.putFloat(level);
        }
        for (float value : flux) {
            out.putFloat(value);
        }
    }

    void read(ByteBuffer in) {
        follows = in.get() != 0;
        lastOnset = in.getLong();
        for (int i = 0; i < levels.length; i++) {
            levels[i] = in.getFloat();
        }
        for (int i = 0; i < SPAN; i++) {
            flux[i] = in.getFloat();
        }
    }
}
