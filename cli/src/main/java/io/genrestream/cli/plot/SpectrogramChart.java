package io.genrestream.cli.plot;

import io.genrestream.cli.picture.ChartStyle;
import io.genrestream.cli.picture.Shades;
import io.genrestream.cli.picture.ValueRange;
import java.util.Arrays;
import org.jfree.chart.JFreeChart;

/**
 * Levels by time and frequency, in dB below the loudest; where nothing is louder than {@value #FAINT_DB} dB, as they are,
 * so that silence is dark.
 */
final class SpectrogramChart {
    private static final float RANGE_DB = 80;
    /** About 40 dB below the level that a tone of full scale has in its mel band. */
    private static final float FAINT_DB = 0;

    private static final int HEIGHT = 512;
    private static final double FAINTEST = 1e-20;

    private SpectrogramChart() {}

    static JFreeChart of(Drawing drawing) {
        FrequencyAxis axis = drawing.axis();
        boolean mel = axis == FrequencyAxis.MEL;
        MeanColumns source = mel ? drawing.sound().rows() : drawing.sound().powers();
        float[][] levels = mel ? bands(source.values()) : heights(source.values(), axis);
        float loudest = ValueRange.of(levels).greatest();
        below(levels, Math.max(loudest, FAINT_DB));
        Shades shades = Shades.magma(-RANGE_DB, 0);
        return ChartStyle.chart(
                drawing.title(mel ? "Log-mel spectrogram" : "Spectrogram"),
                drawing.overFrames(levels, source.step(), shades, axis.axis()),
                shades,
                loudest > FAINT_DB ? "Level below the loudest (dB)" : "Level (dB)");
    }

    private static float[][] bands(float[][] rows) {
        float[][] bands = new float[rows.length][];
        Arrays.setAll(bands, i -> Arrays.copyOf(rows[i], Sound.SPEC.bands()));
        return bands;
    }

    private static float[][] heights(float[][] powers, FrequencyAxis axis) {
        float[][] levels = new float[powers.length][HEIGHT];
        double binHertz = (double) Sound.SPEC.sampleRate() / Sound.SPEC.fft();
        for (int height = 0; height < HEIGHT; height++) {
            double from = axis.hertz((double) height / HEIGHT) / binHertz;
            double to = axis.hertz((height + 1.0) / HEIGHT) / binHertz;
            for (int column = 0; column < powers.length; column++) {
                double power = power(powers[column], from, to);
                levels[column][height] = (float) (10 * Math.log10(Math.max(power, FAINTEST)));
            }
        }
        return levels;
    }

    /** Mean over the bins between two places; where there is none between, what lies on the line between two bins. */
    private static double power(float[] powers, double from, double to) {
        int first = (int) Math.ceil(from);
        int end = Math.min((int) Math.ceil(to), powers.length);
        if (end - first < 2) {
            double place = (from + to) / 2;
            int below = Math.min((int) place, powers.length - 2);
            return powers[below] + (place - below) * (powers[below + 1] - powers[below]);
        }
        double sum = 0;
        for (int bin = first; bin < end; bin++) {
            sum += powers[bin];
        }
        return sum / (end - first);
    }

    private static void below(float[][] levels, float reference) {
        for (float[] column : levels) {
            for (int i = 0; i < column.length; i++) {
                column[i] -= reference;
            }
        }
    }
}
