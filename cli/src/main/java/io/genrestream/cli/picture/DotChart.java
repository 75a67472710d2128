package io.genrestream.cli.picture;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Dots in a plane, of a colour for each name.
 *
 * @param axis what both axes are called; a number is put behind it
 */
public record DotChart(String title, String axis, List<Dot> dots) {
    private static final double RADIUS = 4.5;
    private static final String OTHERS = "others";
    private static final double MARGIN = 0.05;

    /** @param name what its colour stands for */
    public record Dot(double x, double y, String name) {}

    /** Charts side by side. */
    public static PicturePage beside(List<DotChart> charts) {
        return PicturePage.beside(charts.stream().map(DotChart::chart).toList());
    }

    private JFreeChart chart() {
        TreeMap<String, XYSeries> series = new TreeMap<>(DotChart::compare);
        Set<String> named = mostFrequent();
        for (Dot dot : dots) {
            String name = named.contains(dot.name()) ? dot.name() : OTHERS;
            series.computeIfAbsent(name, XYSeries::new).add(dot.x(), dot.y());
        }
        XYSeriesCollection all = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setDrawOutlines(true);
        renderer.setUseOutlinePaint(true);
        for (XYSeries one : series.values()) {
            int n = all.getSeriesCount();
            renderer.setSeriesPaint(n, ChartStyle.colour(n));
            renderer.setSeriesOutlinePaint(n, Color.WHITE);
            renderer.setSeriesShape(n, new Ellipse2D.Double(-RADIUS, -RADIUS, 2 * RADIUS, 2 * RADIUS));
            all.addSeries(one);
        }
        XYPlot plot = new XYPlot(all, number(axis + " 1"), number(axis + " 2"), renderer);
        return ChartStyle.named(title, plot);
    }

    /** As many as there are colours for, one of which is for all others. */
    private Set<String> mostFrequent() {
        Map<String, Long> counts = dots.stream().collect(Collectors.groupingBy(Dot::name, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(counts.size() > ChartStyle.COLOURS ? ChartStyle.COLOURS - 1 : ChartStyle.COLOURS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Group 10 comes after group 9. */
    private static int compare(String one, String other) {
        int byLength = one.startsWith("group ") && other.startsWith("group ") ? one.length() - other.length() : 0;
        return byLength != 0 ? byLength : one.compareTo(other);
    }

    private static NumberAxis number(String label) {
        NumberAxis number = new NumberAxis(label);
        number.setAutoRangeIncludesZero(false);
        number.setStandardTickUnits(Axes.numbers());
        number.setLowerMargin(MARGIN);
        number.setUpperMargin(MARGIN);
        ChartStyle.apply(number);
        return number;
    }
}
