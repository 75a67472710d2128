package io.genrestream.cli.picture;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;

/** How often each genre was taken for which: the share of its tracks as a shade, their number as text. */
public final class ConfusionChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 700;
    private static final double DARK = 0.6;
    /** Columns of the image for each of ours, so that they do not flow into one another. */
    private static final int SHARP = 32;

    private ConfusionChart() {}

    /** @param table tracks by right label and best label, {@code [labels][labels]} */
    public static PicturePage page(String title, List<String> labels, int[][] table) {
        int count = labels.size();
        float[][] shares = new float[count][count]; // [columns][rows], the lowest row first
        SymbolAxis said = new SymbolAxis("Best label", labels.toArray(String[]::new));
        said.setRange(-0.5, count - 0.5);
        said.setGridBandsVisible(false);
        ChartStyle.apply(said);
        Shades shades = Shades.viridis(0, 1);
        for (int row = 0; row < count; row++) {
            int support = IntStream.of(table[row]).sum();
            for (int column = 0; column < count; column++) {
                shares[column][count - 1 - row] = support == 0 ? 0 : (float) table[row][column] / support;
            }
        }
        Map<Double, String> names = new TreeMap<>();
        IntStream.range(0, count).forEach(row -> names.put(count - 0.5 - row, labels.get(row)));
        XYPlot plot = HeatMap.plot(
                sharp(shares), shades, -0.5, count - 0.5, said, new NamedTicks("Right genre", 0, count, names));
        write(table, shares, plot);
        return new PicturePage(
                1, WIDTH, HEIGHT, List.of(ChartStyle.chart(title, plot, shades, "Share of the genre's tracks")));
    }

    private static float[][] sharp(float[][] shares) {
        float[][] columns = new float[shares.length * SHARP][];
        Arrays.setAll(columns, i -> shares[i / SHARP]);
        return columns;
    }

    private static void write(int[][] table, float[][] shares, XYPlot plot) {
        int count = table.length;
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < count; column++) {
                if (table[row][column] > 0) {
                    XYTextAnnotation text =
                            new XYTextAnnotation(String.valueOf(table[row][column]), column, count - 0.5 - row);
                    text.setPaint(shares[column][count - 1 - row] > DARK ? Color.BLACK : Color.WHITE);
                    plot.addAnnotation(text);
                }
            }
        }
    }
}
