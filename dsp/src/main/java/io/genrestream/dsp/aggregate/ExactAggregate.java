package io.genrestream.dsp.aggregate;

import java.util.Arrays;

/** All statistics, exact, over frames that are all at hand: the rolling aggregate of the last 30 s. */
public final class ExactAggregate {
    private ExactAggregate() {}

    /**
     * @param rows {@code [frames][width]} in one array
     * @param width values a frame
     * @return {@code [width][Statistic.COUNT]} in one array; all zero where there are no frames
     */
    public static float[] of(float[] rows, int frames, int width) {
        Moments moments = new Moments(width);
        for (int frame = 0; frame < frames; frame++) {
            moments.add(rows, frame * width);
        }
        float[] values = new float[width * Statistic.COUNT];
        moments.write(values);
        float[] column = new float[frames];
        for (int i = 0; i < width && frames > 0; i++) {
            for (int frame = 0; frame < frames; frame++) {
                column[frame] = rows[frame * width + i];
            }
            Arrays.sort(column);
            values[i * Statistic.COUNT + Statistic.MEDIAN.ordinal()] =
                    (column[(frames - 1) / 2] + column[frames / 2]) / 2;
        }
        return values;
    }
}
