package io.genrestream.dsp.fma;

/** An octave of the constant-Q transform as its samples come, and the octave below it, at half the rate. */
final class Octave {
    private static final int HALF = SemitoneFilters.SIZE / 2;
    private static final double[] SILENCE = new double[HALF + HalfBand.REACH + 1];

    private final SemitoneFilters filters;
    private final int hop;
    private final float[] classes;
    private final int frames;
    private final double[] samples; // from position start on
    private int start = -HALF;
    private int end;
    private int frame;
    private final Octave below;
    private final int lengthBelow;
    private final HalfBand decimator;
    private final double[] halved;
    private int halvedEnd;

    /**
     * @param octaves this one and those below it
     * @param block most samples of a call
     * @param hop from a frame's middle to the next one's, in this octave's samples
     * @param length of the clip in this octave's samples
     * @param classes {@code [frames][12]}, to which all octaves add
     */
    Octave(SemitoneFilters filters, int octaves, int block, int hop, int length, float[] classes, int frames) {
        this.filters = filters;
        this.hop = hop;
        this.classes = classes;
        this.frames = frames;
        samples = new double[block + 2 * SemitoneFilters.SIZE];
        lengthBelow = (length + 1) / 2;
        int half = block / 2 + SemitoneFilters.SIZE;
        decimator = new HalfBand(half);
        halved = new double[half];
        below = octaves == 1 ? null : new Octave(filters, octaves - 1, half, hop / 2, lengthBelow, classes, frames);
    }

    void take(double[] block, int count) {
        System.arraycopy(block, 0, samples, end - start, count);
        end += count;
        while (frame < frames && frame * hop + HALF <= end) {
            int offset = frame * hop - HALF - start;
            filters.add(samples, offset, classes, frame * SemitoneFilters.CLASSES);
            frame++;
        }
        if (below != null) {
            passDown();
        }
        clear();
    }

    /** After the clip's last sample. */
    void finish() {
        take(SILENCE, SILENCE.length);
        if (below != null) {
            below.finish();
        }
    }

    private void passDown() {
        int ready = Math.min((end - HalfBand.REACH + 1) / 2, lengthBelow);
        int count = ready - halvedEnd;
        if (count > 0) {
            decimator.halve(samples, 2 * halvedEnd - start, halved, count);
            below.take(halved, count);
            halvedEnd = ready;
        }
    }

    private void clear() {
        int needed = Math.min(frame * hop - HALF, end);
        if (below != null) {
            needed = Math.min(needed, 2 * halvedEnd - HalfBand.REACH);
        }
        System.arraycopy(samples, needed - start, samples, 0, end - needed);
        start = needed;
    }
}
