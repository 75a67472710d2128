package io.genrestream.cli.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;

/**
 * Charts below one another.
 *
 * @param width in pixels
 * @param height of each chart in pixels
 */
public record Page(int width, int height, List<JFreeChart> charts) {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 600;
    private static final int HEIGHT_ON_SHEET = 280;

    public static Page of(List<JFreeChart> charts) {
        return new Page(WIDTH, HEIGHT / charts.size(), charts);
    }

    public static Page sheet(List<JFreeChart> charts) {
        return new Page(WIDTH, HEIGHT_ON_SHEET, charts);
    }

    int totalHeight() {
        return height * charts.size();
    }

    void draw(Graphics2D g) {
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, totalHeight());
        for (int i = 0; i < charts.size(); i++) {
            charts.get(i).draw(g, new Rectangle2D.Double(0, i * height, width, height));
        }
    }
}
