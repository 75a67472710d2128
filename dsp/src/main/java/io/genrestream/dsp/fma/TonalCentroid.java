package io.genrestream.dsp.fma;

/**
 * Where a chroma lies on the circles of fifths, minor thirds (downwards) and major thirds, the last of half the size (Harte, Sandler
 * and Gasser 2006; librosa's {@code tonnetz}).
 */
final class TonalCentroid {
    private static final int CLASSES = SemitoneFilters.CLASSES;
    private static final double[] TURNS_A_SEMITONE = {7.0 / 12, 9.0 / 12, 4.0 / 12};
    private static final double[] RADIUS = {1, 1, 0.5};

    /** {@code [coordinate][class]}: for each circle sine, then cosine. */
    private final double[][] circles = new double[2 * RADIUS.length][CLASSES];

    TonalCentroid() {
        for (int circle = 0; circle < RADIUS.length; circle++) {
            for (int c = 0; c < CLASSES; c++) {
                double angle = 2 * Math.PI * TURNS_A_SEMITONE[circle] * c;
                circles[2 * circle][c] = RADIUS[circle] * Math.sin(angle);
                circles[2 * circle + 1][c] = RADIUS[circle] * Math.cos(angle);
            }
        }
    }

    void write(float[] chroma, int offset, float[] row, int at) {
        double all = 0;
        for (int c = 0; c < CLASSES; c++) {
            all += chroma[offset + c];
        }
        for (int coordinate = 0; coordinate < circles.length; coordinate++) {
            double sum = 0;
            for (int c = 0; c < CLASSES; c++) {
                sum += circles[coordinate][c] * chroma[offset + c];
            }
            row[at + coordinate] = (float) (all > 0 ? sum / all : 0);
        }
    }
}
