package io.genrestream.cli.plot;

import io.genrestream.cli.picture.Axes;
import io.genrestream.cli.picture.ChartStyle;
import java.awt.Rectangle;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StackedXYAreaRenderer2;
import org.jfree.data.xy.DefaultTableXYDataset;
import org.jfree.data.xy.XYSeries;

/** The model's scores over time, the genre that leads in the whole at the bottom. */
final class TimelineChart {
    private TimelineChart() {}

    static JFreeChart of(Drawing drawing, GenreTimes genres) {
        float[][] scores = genres.scores();
        List<Integer> order = IntStream.range(0, genres.labels().size())
                .boxed()
                .sorted(Comparator.comparing(label -> -sum(scores, label)))
                .toList();
        DefaultTableXYDataset stack = new DefaultTableXYDataset();
        StackedXYAreaRenderer2 renderer = new StackedXYAreaRenderer2();
        renderer.setLegendArea(new Rectangle(-5, -5, 10, 10));
        for (int label : order) {
            renderer.setSeriesPaint(stack.getSeriesCount(), ChartStyle.colour(label));
            stack.addSeries(series(drawing.sound(), genres, scores, label));
        }
        XYPlot plot = new XYPlot(stack, drawing.time(), Axes.between("Score (stacked, all 1)", 0, 1), renderer);
        return ChartStyle.named(drawing.title("Genre over time"), plot);
    }

    private static XYSeries series(Sound sound, GenreTimes genres, float[][] scores, int label) {
        XYSeries series = new XYSeries(genres.labels().get(label), false, false);
        series.add(sound.start(), scores[0][label]);
        for (int i = 0; i < scores.length; i++) {
            // Of a last partial window the middle may lie beyond the end.
            double time = sound.start() + genres.time(i);
            if (time > sound.start() && time < sound.end()) {
                series.add(time, scores[i][label]);
            }
        }
        series.add(sound.end(), scores[scores.length - 1][label]);
        return series;
    }

    private static double sum(float[][] scores, int label) {
        double sum = 0;
        for (float[] column : scores) {
            sum += column[label];
        }
        return sum;
    }
}
