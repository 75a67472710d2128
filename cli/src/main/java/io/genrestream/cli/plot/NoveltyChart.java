package io.genrestream.cli.plot;

import io.genrestream.cli.picture.Axes;
import io.genrestream.cli.picture.Look;
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

    private NoveltyChart() {}

    static JFreeChart of(Drawing drawing) {
        Sound sound = drawing.sound();
        float[] novelty = sound.novelty();
        XYSeries series = new XYSeries("onsets", false);
        double highest = LEAST_RANGE_DB;
        for (int i = 0; i < novelty.length; i++) {
            series.add(sound.frameTime(i), novelty[i]);
            highest = Math.max(highest, novelty[i]);
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
        for (int beat : beats.frames()) {
            plot.addDomainMarker(new ValueMarker(sound.frameTime(beat), BEAT, new BasicStroke(1.1f)), Layer.BACKGROUND);
        }
        String title = beats.frames().length == 0 ? "Novelty" : "Novelty and beats, %.0f BPM".formatted(beats.tempo());
        return Look.named(drawing.title(title), plot);
    }
}
