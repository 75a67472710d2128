package io.genrestream.cli.picture;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A vertical axis whose ticks stand where they are told to: frequencies on a mel scale, tempi, pitch classes. */
public final class NamedTicks extends NumberAxis {
    private static final long serialVersionUID = 1L;

    private final TreeMap<Double, String> names;

    /**
     * @param label with the unit in brackets
     * @param names of places between {@code low} and {@code high}
     */
    public NamedTicks(String label, double low, double high, Map<Double, String> names) {
        super(label);
        this.names = new TreeMap<>(names);
        setRange(low, high);
        ChartStyle.apply(this);
    }

    @Override
    protected List<NumberTick> refreshTicksVertical(Graphics2D g, Rectangle2D area, RectangleEdge edge) {
        return names.subMap(getLowerBound(), true, getUpperBound(), true).entrySet().stream()
                .map(name -> new NumberTick(
                        TickType.MAJOR,
                        name.getKey(),
                        name.getValue(),
                        edge == RectangleEdge.LEFT ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT,
                        TextAnchor.CENTER,
                        0))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && other instanceof NamedTicks axis && names.equals(axis.names);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
