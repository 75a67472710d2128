package io.genrestream.cli.plot;

import io.genrestream.cli.picture.Axes;
import io.genrestream.cli.picture.ChartStyle;
import java.awt.BasicStroke;
import java.awt.Color;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Onset strength, and the beats found in it. */
final class NoveltyChart {
    private static final Color CURVE = new Color(0x1F4E79);
    private static final Color BEAT = new Color(0xE08E45);
    private static final double HEADROOM = 1.08;
    private static final double LEAST_RANGE_DB = 1;
    private static final int MOST_POINTS = 4096;
    /** More lines than this are an area. */
    private static final int MOST_BEATS = 250;

    private NoveltyChart() {}

    static JFreeChart of(Drawing drawing) {
        Sound sound = drawing.sound();
        float[] novelty = sound.novelty();
        XYSeries series = new XYSeries("onsets", false);
        double highest = LEAST_RANGE_DB;
        int step = Math.ceilDiv(novelty.length, MOST_POINTS);
        for (int first = 0; first < novelty.length; first += step) {
            float strongest = 0;
            for (int i = first; i < Math.min(first + step, novelty.length); i++) {
                strongest = Math.max(strongest, novelty[i]);
            }
            series.add(sound.frameTime(first + (step - 1) / 2.0), strongest);
            highest = Math.max(highest, strongest);
        }
        XYLineAndShapeRenderer line = new XYLineAndShapeRenderer(true, false);
        line.setSeriesPaint(0, CURVE);
        line.setSeriesStroke(0, new BasicStroke(1.2f));
        line.setSeriesPaint(1, BEAT);
        XYSeriesCollection curves = new XYSeriesCollection(series);
        curves.addSeries(new XYSeries("beats")); // for its name: beats are drawn as lines from top to bottom
        XYPlot plot =
                new XYPlot(curves, drawing.time(), Axes.between("Onset strength (dB)", 0, HEADROOM * highest), line);
        plot.setDomainGridlinesVisible(false);
        Beats beats = Beats.of(novelty, Sound.frameRate(), sound.tempo());
        boolean apart = beats.frames().length <= MOST_BEATS;
        for (int beat : apart ? beats.frames() : new int[0]) {
            plot.addDomainMarker(new ValueMarker(sound.frameTime(beat), BEAT, new BasicStroke(1.1f)), Layer.BACKGROUND);
        }
        return ChartStyle.named(drawing.title(title(beats, apart)), plot);
    }

    private static String title(Beats beats, boolean apart) {
        if (beats.frames().length == 0) {
            return "Novelty";
        }
        String shown = apart ? "Novelty and beats" : "Novelty (beats only in an excerpt)";
        return "%s, %.0f BPM".formatted(shown, beats.tempo());
    }
}
