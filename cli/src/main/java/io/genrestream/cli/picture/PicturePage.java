package io.genrestream.cli.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;

/**
 * Charts of one size, below one another or side by side.
 *
 * @param columns charts side by side
 * @param width of each chart in pixels
 * @param height of each chart in pixels
 */
public record PicturePage(int columns, int width, int height, List<JFreeChart> charts) {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 600;
    private static final int HEIGHT_ON_SHEET = 280;

    /** All on a page as large as any picture, below one another. */
    public static PicturePage of(List<JFreeChart> charts) {
        return new PicturePage(1, WIDTH, HEIGHT / charts.size(), charts);
    }

    /** The same side by side. */
    public static PicturePage beside(List<JFreeChart> charts) {
        return new PicturePage(charts.size(), WIDTH / charts.size(), HEIGHT, charts);
    }

    /** A page as long as they need. */
    public static PicturePage sheet(List<JFreeChart> charts) {
        return new PicturePage(1, WIDTH, HEIGHT_ON_SHEET, charts);
    }

    int totalWidth() {
        return width * columns;
    }

    int totalHeight() {
        return height * Math.ceilDiv(charts.size(), columns);
    }

    void draw(Graphics2D g) {
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, totalWidth(), totalHeight());
        for (int i = 0; i < charts.size(); i++) {
            Rectangle2D place = new Rectangle2D.Double(i % columns * width, i / columns * height, width, height);
            charts.get(i).draw(g, place);
        }
    }
}
