package io.genrestream.cli.plot;

import io.genrestream.cli.picture.Axes;
import io.genrestream.cli.picture.ChartStyle;
import io.genrestream.dsp.Descriptor;
import java.awt.BasicStroke;
import java.awt.Color;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** The samples, and over them where the spectrum's centre of mass lies and below what 85 % of it are. */
final class WaveformChart {
    private static final double FULL_SCALE = 32768;
    private static final double HIGHEST = Sound.SPEC.sampleRate() / 2.0;
    private static final Color WAVE = new Color(0xB4C6DB);
    private static final Color CENTROID = new Color(0xC2410C);
    private static final Color ROLLOFF = new Color(0x6D28D9);

    private WaveformChart() {}

    static JFreeChart of(Drawing drawing) {
        XYPlot plot = new XYPlot(
                wave(drawing.sound()), drawing.time(), Axes.between("Amplitude (full scale 1)", -1, 1), waves());
        plot.setRangeAxis(1, Axes.between("Frequency (Hz)", 0, HIGHEST));
        plot.setDataset(1, lines(drawing.sound()));
        plot.mapDatasetToRangeAxis(1, 1);
        plot.setRenderer(1, lineRenderer());
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        JFreeChart chart = ChartStyle.chart(drawing.title("Waveform, spectral centroid and rolloff"), plot);
        ChartStyle.legendAbove(chart);
        return chart;
    }

    private static YIntervalSeriesCollection wave(Sound sound) {
        YIntervalSeries series = new YIntervalSeries("waveform");
        Envelope envelope = sound.envelope();
        short[] lowest = envelope.lowest();
        short[] highest = envelope.highest();
        for (int i = 0; i < lowest.length; i++) {
            double low = lowest[i] / FULL_SCALE;
            double high = highest[i] / FULL_SCALE;
            series.add(sound.time((i + 0.5) * envelope.step()), (low + high) / 2, low, high);
        }
        YIntervalSeriesCollection wave = new YIntervalSeriesCollection();
        wave.addSeries(series);
        return wave;
    }

    private static DeviationRenderer waves() {
        DeviationRenderer renderer = new DeviationRenderer(true, false);
        renderer.setAlpha(1);
        renderer.setSeriesPaint(0, WAVE);
        renderer.setSeriesFillPaint(0, WAVE);
        renderer.setSeriesStroke(0, new BasicStroke(1));
        return renderer;
    }

    private static XYSeriesCollection lines(Sound sound) {
        XYSeriesCollection lines = new XYSeriesCollection();
        lines.addSeries(line("centroid (Hz, right)", Descriptor.CENTROID, sound));
        lines.addSeries(line("rolloff at 85 % (Hz, right)", Descriptor.ROLLOFF, sound));
        return lines;
    }

    private static XYSeries line(String name, Descriptor descriptor, Sound sound) {
        int column = Sound.SPEC.bands() + Sound.SPEC.mfccCount() + descriptor.ordinal();
        XYSeries series = new XYSeries(name, false);
        float[][] rows = sound.rows().values();
        int step = sound.rows().step();
        for (int i = 0; i < rows.length; i++) {
            series.add(sound.frameTime((i + 0.5) * step - 0.5), rows[i][column]);
        }
        return series;
    }

    private static XYLineAndShapeRenderer lineRenderer() {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setSeriesPaint(0, CENTROID);
        renderer.setSeriesPaint(1, ROLLOFF);
        renderer.setDefaultStroke(new BasicStroke(1.3f));
        renderer.setAutoPopulateSeriesStroke(false);
        return renderer;
    }
}
