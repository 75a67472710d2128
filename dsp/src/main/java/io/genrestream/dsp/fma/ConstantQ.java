package io.genrestream.dsp.fma;

/**
 * The constant-Q transform of a whole clip, 84 semitones from C1 up, added up to pitch classes (Schoerkhuber and Klapuri
 * 2010, as librosa's {@code cqt}): the top octave is read at the full rate, each one below at half the rate of the one
 * above.
 */
final class ConstantQ {
    private static final int OCTAVES = 7;
    private static final int BLOCK = 4096;
    private static final double FULL_SCALE = 32768;

    private ConstantQ() {}

    /**
     * @param tuning in semitones
     * @return the sum of the octaves' magnitudes for each pitch class from C, {@code [frames][12]}
     */
    static float[] pitchClasses(Clip clip, int sampleRate, double tuning) {
        float[] classes = new float[clip.frames() * SemitoneFilters.CLASSES];
        SemitoneFilters filters = new SemitoneFilters(sampleRate, tuning);
        Octave top = new Octave(filters, OCTAVES, BLOCK, Clip.HOP, clip.length(), classes, clip.frames());
        double[] block = new double[BLOCK];
        for (int at = 0; at < clip.length(); at += BLOCK) {
            int count = Math.min(BLOCK, clip.length() - at);
            for (int i = 0; i < count; i++) {
                block[i] = clip.sample(at + i) / FULL_SCALE;
            }
            top.take(block, count);
        }
        top.finish();
        return classes;
    }
}
