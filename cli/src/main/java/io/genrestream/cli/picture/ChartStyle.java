package io.genrestream.cli.picture;

import io.genrestream.analysis.library.PathText;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.nio.file.Path;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.block.RectangleConstraint;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.Size2D;

/** How every chart looks. All leave the same margins, so that charts under one another agree in their times. */
public final class ChartStyle {
    /** Right of the numbers: for a colour bar, a second axis, or names (pixels). */
    static final int RIGHT = 104;

    private static final int LONGEST_NAME = 11;
    private static final int LEFT = 72;
    private static final int PADDING = 8;
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    /** Between numbers on an axis: few are easier to read. */
    private static final RectangleInsets ROOM_BESIDE = new RectangleInsets(9, 4, 9, 4);

    private static final RectangleInsets ROOM_BELOW = new RectangleInsets(2, 12, 2, 12);

    private static final Color INK = new Color(0x222222);
    private static final Color GRID = new Color(0xD8D8D8);

    private static final int[] PALETTE = {
        0x4E79A7, 0xF28E2B, 0x59A14F, 0xE15759, 0x76B7B2, 0xEDC948, 0xB07AA1, 0xFF9DA7, 0x9C755F, 0x8C8C8C, 0x1B4F72,
        0x9BBF3B
    };

    /** As many as {@link #colour} tells apart. */
    public static final int COLOURS = PALETTE.length;

    private ChartStyle() {}

    /** The colour of the n-th of several things; they repeat after 12. */
    public static Color colour(int n) {
        return new Color(PALETTE[n % PALETTE.length]);
    }

    /** A file's name without what no XML may hold. */
    public static String plain(Path file) {
        return PathText.title(file).replaceAll("[\\p{Cs}\\uFFFE\\uFFFF]", "?");
    }

    static void apply(ValueAxis axis) {
        axis.setLabelFont(LABEL);
        axis.setTickLabelFont(TICK);
        axis.setTickLabelInsets(ROOM_BESIDE);
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(INK);
        axis.setTickMarkPaint(INK);
    }

    /** A chart of {@code plot} without a legend; the space on its right is empty or its second axis'. */
    public static JFreeChart chart(String title, XYPlot plot) {
        JFreeChart chart = framed(title, plot);
        space(plot, RIGHT);
        return chart;
    }

    /** With the scale of its colours on its right. */
    public static JFreeChart chart(String title, XYPlot plot, Shades shades, String label) {
        JFreeChart chart = framed(title, plot);
        chart.addSubtitle(new ColourBar(shades, label));
        space(plot, 0);
        return chart;
    }

    /** With the names of its series on its right. */
    public static JFreeChart named(String title, XYPlot plot) {
        JFreeChart chart = framed(title, plot);
        LegendTitle legend = new LegendTitle(plot) {
            private static final long serialVersionUID = 1L;

            @Override
            public Size2D arrange(java.awt.Graphics2D g, RectangleConstraint constraint) {
                return new Size2D(RIGHT, super.arrange(g, constraint).height);
            }
        };
        if (plot.getRenderer() instanceof AbstractXYItemRenderer renderer) {
            renderer.setLegendItemLabelGenerator((data, series) -> fitted(data.getSeriesKey(series)));
        }
        legend.setPosition(RectangleEdge.RIGHT);
        legend.setItemFont(TICK);
        legend.setItemPaint(INK);
        legend.setFrame(BlockBorder.NONE);
        legend.setBackgroundPaint(Color.WHITE);
        legend.setMargin(0, 8, 0, 0);
        chart.addSubtitle(legend);
        space(plot, 0);
        return chart;
    }

    private static String fitted(Comparable<?> name) {
        String text = name.toString();
        return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME - 1) + "\u2026";
    }

    /** What is drawn of a plot's second axis and names that stand above it. */
    public static void legendAbove(JFreeChart chart) {
        LegendTitle legend = new LegendTitle(chart.getPlot());
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setItemFont(TICK);
        legend.setItemPaint(INK);
        legend.setFrame(BlockBorder.NONE);
        legend.setMargin(0, LEFT, 0, 0);
        chart.addSubtitle(legend);
    }

    private static JFreeChart framed(String title, XYPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlinePaint(INK);
        plot.setOutlineStroke(new BasicStroke(0.8f));
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        plot.getDomainAxis().setTickLabelInsets(ROOM_BELOW);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        JFreeChart chart = new JFreeChart(null, TITLE, plot, false);
        TextTitle text = new TextTitle(title, TITLE);
        text.setPaint(INK);
        text.setMaximumLinesToDisplay(1);
        text.setHorizontalAlignment(HorizontalAlignment.LEFT);
        text.setMargin(2, LEFT, 6, 0);
        chart.setTitle(text);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(PADDING, PADDING, PADDING, PADDING));
        return chart;
    }

    private static void space(XYPlot plot, int right) {
        AxisSpace space = new AxisSpace();
        space.setLeft(LEFT);
        space.setRight(right);
        plot.setFixedRangeAxisSpace(space);
    }
}
