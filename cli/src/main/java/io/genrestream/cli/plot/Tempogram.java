package io.genrestream.cli.plot;

/**
 * Which tempi a stretch of a track has: the autocorrelation of the onset strength around each moment, under a Hann window
 * of {@value #WINDOW} frames (8.9 s) and without its local mean, divided by its value at lag 0; a lag of l frames
 * is 60 r / l beats a minute at r frames a second (Grosche, Müller and Kurth, "Cyclic tempogram", 2010, section 2.2).
 */
final class Tempogram {
    static final double SLOWEST = 30;
    static final double FASTEST = 320;

    private static final int WINDOW = 384;
    /** An onset strength that varies less is a steady sound's, whose rounding has no tempo (dB). */
    private static final double STEADY_DB = 0.05;

    /** What a steady onset strength has at lag 0 at most; 3/8 is the mean square of a Hann window. */
    private static final double STEADY = 0.375 * WINDOW * STEADY_DB * STEADY_DB;

    private static final int MOST_COLUMNS = 1024;
    private static final int ROWS = 256;

    private final float[] novelty;
    private final double frameRate;
    private final double[] taper = new double[WINDOW];

    /**
     * @param novelty onset strength of each frame
     * @param frameRate frames a second
     */
    Tempogram(float[] novelty, double frameRate) {
        this.novelty = novelty;
        this.frameRate = frameRate;
        for (int i = 0; i < WINDOW; i++) {
            taper[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW);
        }
    }

    /** {@code [columns][rows]}, 0 to 1, over all frames; a row's tempo rises by equal ratios from the slowest to the fastest. */
    float[][] values() {
        float[][] values = new float[Math.min(MOST_COLUMNS, novelty.length)][];
        for (int column = 0; column < values.length; column++) {
            values[column] = column((int) ((column + 0.5) * novelty.length / values.length));
        }
        return values;
    }

    private float[] column(int centre) {
        double[] correlation = autocorrelation(windowed(centre));
        float[] column = new float[ROWS];
        for (int row = 0; row < ROWS && correlation[0] > STEADY; row++) {
            double tempo = SLOWEST * Math.pow(FASTEST / SLOWEST, (row + 0.5) / ROWS);
            double lag = 60 * frameRate / tempo;
            int below = (int) lag;
            double between = correlation[below] + (lag - below) * (correlation[below + 1] - correlation[below]);
            column[row] = (float) Math.max(0, between / correlation[0]);
        }
        return column;
    }

    private double[] windowed(int centre) {
        int first = centre - WINDOW / 2;
        int from = Math.max(0, -first);
        int to = Math.min(WINDOW, novelty.length - first);
        double mean = 0;
        for (int i = from; i < to; i++) {
            mean += novelty[first + i] / (to - from);
        }
        double[] windowed = new double[WINDOW];
        for (int i = from; i < to; i++) {
            windowed[i] = taper[i] * (novelty[first + i] - mean);
        }
        return windowed;
    }

    private double[] autocorrelation(double[] signal) {
        double[] correlation = new double[(int) (60 * frameRate / SLOWEST) + 2];
        for (int lag = 0; lag < correlation.length; lag++) {
            for (int i = lag; i < signal.length; i++) {
                correlation[lag] += signal[i] * signal[i - lag];
            }
        }
        return correlation;
    }
}
