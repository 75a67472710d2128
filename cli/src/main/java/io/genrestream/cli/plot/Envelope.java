package io.genrestream.cli.plot;

import java.util.Arrays;

/** The lowest and highest sample of equal stretches, which double in length as soon as there are too many to show. */
final class Envelope {
    private static final int MOST = 4096;

    private final short[] lowest = new short[MOST];
    private final short[] highest = new short[MOST];
    private int stretches;
    private long step = 1;
    private long inLast;

    void add(short[] pcm, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            add(pcm[i]);
        }
    }

    private void add(short sample) {
        if (inLast == 0) {
            if (stretches == MOST) {
                halve();
            }
            lowest[stretches] = sample;
            highest[stretches] = sample;
            stretches++;
        } else {
            lowest[stretches - 1] = (short) Math.min(lowest[stretches - 1], sample);
            highest[stretches - 1] = (short) Math.max(highest[stretches - 1], sample);
        }
        inLast = (inLast + 1) % step;
    }

    private void halve() {
        for (int i = 0; i < MOST / 2; i++) {
            lowest[i] = (short) Math.min(lowest[2 * i], lowest[2 * i + 1]);
            highest[i] = (short) Math.max(highest[2 * i], highest[2 * i + 1]);
        }
        stretches = MOST / 2;
        step *= 2;
    }

    /** Samples of a stretch; the last may have fewer. */
    long step() {
        return step;
    }

    /** Full scale 32,768. */
    short[] lowest() {
        return Arrays.copyOf(lowest, stretches);
    }

    short[] highest() {
        return Arrays.copyOf(highest, stretches);
    }
}
