package io.genrestream.cli.picture;

import java.awt.image.BufferedImage;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;

/** A matrix as an image in the coordinates of two axes; one image, in an SVG too, rather than a million rectangles. */
public final class HeatMap {
    /** Fewer rows than this stay apart when the image is stretched; more flow into one another. */
    private static final int DISTINCT = 32;

    private HeatMap() {}

    /**
     * @param values {@code [columns][rows]}, the lowest row first
     * @param left where the first column begins on the horizontal axis
     * @param right where the last column ends; the rows fill the whole vertical axis
     */
    public static XYPlot plot(
            float[][] values, Shades shades, double left, double right, ValueAxis horizontal, ValueAxis vertical) {
        XYPlot plot = new XYPlot(null, horizontal, vertical, null);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        double bottom = vertical.getLowerBound();
        plot.addAnnotation(new XYDataImageAnnotation(
                image(values, shades), left, bottom, right - left, vertical.getUpperBound() - bottom));
        return plot;
    }

    private static BufferedImage image(float[][] values, Shades shades) {
        int rows = values[0].length;
        int scale = rows < DISTINCT ? DISTINCT : 1;
        int height = rows * scale;
        BufferedImage image = new BufferedImage(values.length, height, BufferedImage.TYPE_INT_RGB);
        for (int column = 0; column < values.length; column++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(column, height - 1 - y, shades.rgb(values[column][y / scale]));
            }
        }
        return image;
    }
}
