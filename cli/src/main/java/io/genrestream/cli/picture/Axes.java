package io.genrestream.cli.picture;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;

/** Axes with numbers on them, in a hand that is the same everywhere. */
public final class Axes {
    /** From here on people count in minutes (s). */
    private static final double LONG = 180;

    private static final double[] SECONDS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20};
    private static final double[] CLOCK = {1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18_000, 36_000};

    private Axes() {}

    /** Media time of a track, from {@code start} to {@code end} (s). */
    public static NumberAxis time(double start, double end) {
        boolean clock = end > LONG;
        NumberAxis axis = plain(clock ? "Time (min:s)" : "Time (s)");
        TickUnits units = new TickUnits();
        for (double step : clock ? CLOCK : SECONDS) {
            units.add(clock ? new NumberTickUnit(step, new Clock()) : unit(step));
        }
        axis.setStandardTickUnits(units);
        axis.setRange(start, end);
        return axis;
    }

    /** @param label with the unit in brackets */
    public static NumberAxis between(String label, double low, double high) {
        NumberAxis axis = plain(label);
        axis.setRange(low, high);
        return axis;
    }

    private static NumberAxis plain(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setAutoRangeIncludesZero(false);
        axis.setStandardTickUnits(numbers());
        axis.setLowerMargin(0);
        axis.setUpperMargin(0);
        ChartStyle.apply(axis);
        return axis;
    }

    /** 1, 2 and 5 times every power of ten. */
    static TickUnits numbers() {
        TickUnits units = new TickUnits();
        for (int exponent = -4; exponent < 7; exponent++) {
            for (int digit : new int[] {1, 2, 5}) {
                units.add(unit(digit * Math.pow(10, exponent)));
            }
        }
        return units;
    }

    private static NumberTickUnit unit(double step) {
        int digits = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        DecimalFormat format = new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return new NumberTickUnit(step, format);
    }

    private static final class Clock extends NumberFormat {
        private static final long serialVersionUID = 1L;

        @Override
        public StringBuffer format(double seconds, StringBuffer to, FieldPosition place) {
            return format(Math.round(seconds), to, place);
        }

        @Override
        public StringBuffer format(long seconds, StringBuffer to, FieldPosition place) {
            return to.append(String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60));
        }

        @Override
        public Number parse(String text, ParsePosition place) {
            throw new UnsupportedOperationException("Axes are written, never read.");
        }
    }
}
