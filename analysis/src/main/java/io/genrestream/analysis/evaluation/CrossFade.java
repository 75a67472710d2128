package io.genrestream.analysis.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Plays pieces one after another, each fading into the next at equal power. */
public final class CrossFade {
    /** Takes what is played; the array is used again. */
    @FunctionalInterface
    public interface SampleOutput<E extends Exception> {
        void play(short[] pcm, int offset, int length) throws E;
    }

    private final short[] fading;
    private final List<Long> changes = new ArrayList<>();
    private long played;
    private boolean begun;

    /** @param samples of a fade; 0 cuts */
    public CrossFade(int samples) {
        fading = new short[samples];
    }

    /**
     * Plays a piece but for its last samples, which fade into the next.
     *
     * @throws IllegalArgumentException when it is shorter than two fades
     */
    public <E extends Exception> void play(short[] piece, SampleOutput<E> output) throws E {
        int length = fading.length;
        if (piece.length < 2 * length) {
            throw new IllegalArgumentException(piece.length + " samples are shorter than two fades of " + length);
        }
        if (begun) {
            changes.add(played + length / 2);
            for (int i = 0; i < length; i++) {
                double angle = Math.PI / 2 * (i + 0.5) / length;
                double mixed = fading[i] * Math.cos(angle) + piece[i] * Math.sin(angle);
                fading[i] = (short) Math.clamp(Math.round(mixed), Short.MIN_VALUE, Short.MAX_VALUE);
            }
            output.play(fading, 0, length);
            played += length;
        }
        int from = begun ? length : 0;
        int to = piece.length - length;
        output.play(piece, from, to - from);
        played += to - from;
        System.arraycopy(piece, to, fading, 0, length);
        begun = true;
    }

    /** Samples played so far. */
    public long played() {
        return played;
    }

    /** The middles of the fades (samples). */
    public List<Long> changes() {
        return changes;
    }
}
