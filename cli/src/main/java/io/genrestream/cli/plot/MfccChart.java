package io.genrestream.cli.plot;

import io.genrestream.cli.picture.Look;
import io.genrestream.cli.picture.NamedTicks;
import io.genrestream.cli.picture.Shades;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jfree.chart.JFreeChart;

/** Cepstral coefficients as they are, which shows little but the first, and each scaled by its own mean and deviation. */
final class MfccChart {
    private static final int COUNT = Sound.SPEC.mfccCount();
    private static final double WIDEST = 3;

    private MfccChart() {}

    static List<JFreeChart> of(Drawing drawing) {
        float[][] raw = coefficients(drawing.sound().rows().values());
        Shades shades = Shades.viridis(
                extreme(raw, Math::min, Float.POSITIVE_INFINITY), extreme(raw, Math::max, Float.NEGATIVE_INFINITY));
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
        return Look.chart(drawing.title(title), drawing.overFrames(values, step, shades, axis), shades, label);
    }

    private static float[][] coefficients(float[][] rows) {
        int first = Sound.SPEC.bands();
        float[][] values = new float[rows.length][];
        Arrays.setAll(values, i -> Arrays.copyOfRange(rows[i], first, first + COUNT));
        return values;
    }

    private interface Choice {
        float of(float one, float other);
    }

    private static float extreme(float[][] values, Choice choice, float start) {
        float extreme = start;
        for (float[] column : values) {
            for (float value : column) {
                extreme = choice.of(extreme, value);
            }
        }
        return extreme;
    }

    private static float[][] scaled(float[][] raw) {
        float[][] scaled = new float[raw.length][COUNT];
        for (int i = 0; i < COUNT; i++) {
            double sum = 0;
            double squares = 0;
            for (float[] column : raw) {
                sum += column[i];
                squares += (double) column[i] * column[i];
            }
            double mean = sum / raw.length;
            double deviation = Math.sqrt(Math.max(0, squares / raw.length - mean * mean));
            for (int column = 0; column < raw.length; column++) {
                scaled[column][i] = (float) (deviation > 1e-6 ? (raw[column][i] - mean) / deviation : 0);
            }
        }
        return scaled;
    }
}
