package io.genrestream.cli.picture;

import java.awt.Color;
import java.awt.Paint;
import org.jfree.chart.renderer.PaintScale;

/** Colours for numbers between two bounds, equal steps of which look equally far apart. */
public final class Shades implements PaintScale {
    /** Points of matplotlib's perceptual maps (CC0), a tenth of the range apart. */
    private static final int[] VIRIDIS = {
        0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C, 0x22A884, 0x44BF70, 0x7AD151, 0xBDDF26, 0xFDE725
    };

    private static final int[] MAGMA = {
        0x000004, 0x140E36, 0x3B0F70, 0x641A80, 0x8C2981, 0xB73779, 0xDE4968, 0xF7705C, 0xFE9F6D, 0xFECF92, 0xFCFDBF
    };

    private final int[] points;
    private final double low;
    private final double high;

    private Shades(int[] points, double low, double high) {
        this.points = points;
        this.low = low;
        // A scale of one number has no colour bar.
        this.high = high > low ? high : low + 1;
    }

    /** For values of which none is special. */
    public static Shades viridis(double low, double high) {
        return new Shades(VIRIDIS, low, high);
    }

    /** From black on: for energy. */
    public static Shades magma(double low, double high) {
        return new Shades(MAGMA, low, high);
    }

    @Override
    public double getLowerBound() {
        return low;
    }

    @Override
    public double getUpperBound() {
        return high;
    }

    @Override
    public Paint getPaint(double value) {
        return new Color(rgb(value));
    }

    /** 0xRRGGBB of a value, of the nearer bound for one that lies outside, of the lower one for what is no number. */
    int rgb(double value) {
        if (Double.isNaN(value)) {
            return points[0];
        }
        double place = Math.clamp((value - low) / (high - low), 0, 1) * (points.length - 1);
        int below = Math.min((int) place, points.length - 2);
        double part = place - below;
        return mix(points[below], points[below + 1], part, 16)
                | mix(points[below], points[below + 1], part, 8)
                | mix(points[below], points[below + 1], part, 0);
    }

    private static int mix(int from, int to, double part, int shift) {
        int a = from >> shift & 0xFF;
        int b = to >> shift & 0xFF;
        return (int) Math.round(a + (b - a) * part) << shift;
    }
}
