package io.genrestream.dsp.fma;

import java.util.Arrays;

/** A clip's samples, cut into frames of 2048 whose middles lie on multiples of 512. */
final class Clip {
    static final int FRAME = 2048;
    static final int HOP = 512;
    private static final int HALF = FRAME / 2;

    private short[] samples = new short[1 << 16];
    private int length;

    void clear() {
        length = 0;
    }

    void append(short[] pcm, int offset, int count) {
        if (samples.length - length < count) {
            samples = Arrays.copyOf(samples, Math.max(Math.addExact(length, count), samples.length / 2 * 3));
        }
        System.arraycopy(pcm, offset, samples, length, count);
        length += count;
    }

    int length() {
        return length;
    }

    /** Frames of the whole clip, once all of it is here. */
    int frames() {
        return 1 + length / HOP;
    }

    /** Frames that need no sample still to come. */
    int completeFrames() {
        return length < HALF ? 0 : 1 + (length - HALF) / HOP;
    }

    short sample(int at) {
        return samples[at];
    }

    /** The frame with silence beyond the clip's ends. */
    void padded(int number, short[] frame) {
        fill(number, frame, (short) 0, (short) 0);
    }

    /** The frame with the clip's first and last sample repeated beyond its ends. */
    void extended(int number, short[] frame) {
        fill(number, frame, samples[0], samples[length - 1]);
    }

    private void fill(int number, short[] frame, short before, short after) {
        int start = number * HOP - HALF;
        int from = Math.max(start, 0);
        int to = Math.min(start + FRAME, length);
        Arrays.fill(frame, 0, from - start, before);
        System.arraycopy(samples, from, frame, from - start, to - from);
        Arrays.fill(frame, to - start, FRAME, after);
    }
}
