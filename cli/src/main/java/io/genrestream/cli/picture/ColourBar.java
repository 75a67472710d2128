package io.genrestream.cli.picture;

import java.awt.Graphics2D;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.RectangleConstraint;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.Size2D;

/** The scale of a chart's colours, of the same width whatever is written beside it. */
final class ColourBar extends PaintScaleLegend {
    private static final long serialVersionUID = 1L;

    private static final int STRIP = 14;
    private static final int STEPS = 128;

    /** @param label with the unit in brackets */
    ColourBar(Shades shades, String label) {
        super(shades, axis(shades, label));
        setPosition(RectangleEdge.RIGHT);
        setAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
        setStripWidth(STRIP);
        setStripOutlineVisible(false);
        setSubdivisionCount(STEPS);
        setMargin(0, 16, 37, 0);
    }

    @Override
    public Size2D arrange(Graphics2D g, RectangleConstraint constraint) {
        return new Size2D(ChartStyle.RIGHT, super.arrange(g, constraint).height);
    }

    private static NumberAxis axis(Shades shades, String label) {
        return Axes.between(label, shades.getLowerBound(), shades.getUpperBound());
    }
}
