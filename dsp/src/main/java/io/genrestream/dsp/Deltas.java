package io.genrestream.dsp;

/**
 * How fast each feature changes around a frame: the slope of the straight line through 9 frames (Savitzky-Golay of
 * order 1, librosa's {@code delta}). The first and last 4 frames have the slope of the first and last 9.
 */
public final class Deltas {
    public static final int FRAMES = 9;

    private static final int HALF = FRAMES / 2;
    private static final double SQUARES = 60; // sum of n^2 for n = -4 … 4

    private Deltas() {}

    /**
     * @param rows {@code [frames][width]} in one array
     * @param frames at least {@link #FRAMES}
     * @param width values a frame
     * @return a change a frame for each value, in the same layout
     */
    public static float[] of(float[] rows, int frames, int width) {
        if (frames < FRAMES) {
            throw new IllegalArgumentException("Deltas need " + FRAMES + " frames, there are " + frames + ".");
        }
        float[] deltas = new float[frames * width];
        for (int frame = 0; frame < frames; frame++) {
            int centre = Math.clamp(frame, HALF, frames - 1 - HALF);
            for (int i = 0; i < width; i++) {
                double sum = 0;
                for (int n = 1; n <= HALF; n++) {
                    sum += n * ((double) rows[(centre + n) * width + i] - rows[(centre - n) * width + i]);
                }
                deltas[frame * width + i] = (float) (sum / SQUARES);
            }
        }
        return deltas;
    }
}
