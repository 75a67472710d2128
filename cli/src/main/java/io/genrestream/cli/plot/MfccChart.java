package io.genrestream.cli.plot;

import io.genrestream.cli.picture.ChartStyle;
import io.genrestream.cli.picture.NamedTicks;
import io.genrestream.cli.picture.Shades;
import io.genrestream.cli.picture.ValueRange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jfree.chart.JFreeChart;

/** Cepstral coefficients as they are, which shows little but the first, and each scaled by its own mean and deviation. */
final class MfccChart {
    private static final int COUNT = Sound.SPEC.mfccCount();
    private static final double WIDEST = 3;

    /** A coefficient that changes less than this does not change (dB). */
    private static final double CONSTANT_DB = 1e-2;

    private MfccChart() {}

    static List<JFreeChart> of(Drawing drawing) {
        float[][] raw = drawing.sound().features(Sound.SPEC.bands(), COUNT);
        ValueRange extremes = ValueRange.of(raw);
        Shades shades = Shades.viridis(extremes.least(), extremes.greatest());
        Shades scaledShades = Shades.viridis(-WIDEST, WIDEST);
        return List.of(
                chart(drawing, "MFCC", raw, shades, "Value (dB)"),
                chart(drawing, "MFCC, each scaled", scaled(raw), scaledShades, "Standard deviations"));
    }

    private static JFreeChart chart(Drawing drawing, String title, float[][] values, Shades shades, String label) {
        Map<Double, String> names = new TreeMap<>();
        for (int i = 0; i < COUNT; i += 3) {
            names.put(i + 0.5, String.valueOf(i));
        }
        NamedTicks axis = new NamedTicks("Coefficient", 0, COUNT, names);
        int step = drawing.sound().rows().step();
        return ChartStyle.chart(drawing.title(title), drawing.overFrames(values, step, shades, axis), shades, label);
    }

    /** Silent columns, which have none, stay out of the mean and the deviation. */
    private static float[][] scaled(float[][] raw) {
        float[][] scaled = new float[raw.length][COUNT];
        for (int i = 0; i < COUNT; i++) {
            double sum = 0;
            double squares = 0;
            int count = 0;
            for (float[] column : raw) {
                if (Float.isFinite(column[i])) {
                    sum += column[i];
                    squares += (double) column[i] * column[i];
                    count++;
                }
            }
            double mean = sum / count;
            double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
            for (int column = 0; column < raw.length; column++) {
                double difference = raw[column][i] - mean;
                scaled[column][i] = (float) (deviation > CONSTANT_DB ? difference / deviation : 0 * difference);
            }
        }
        return scaled;
    }
}
