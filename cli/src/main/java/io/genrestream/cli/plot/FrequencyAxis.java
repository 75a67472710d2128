package io.genrestream.cli.plot;

import io.genrestream.cli.picture.NamedTicks;
import io.genrestream.dsp.spectrum.MelBank;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jfree.chart.axis.ValueAxis;

/** How a spectrogram's frequencies are spread over its height. */
enum FrequencyAxis {
    LINEAR(0, 2000, 4000, 6000, 8000, 10_000) {
        @Override
        double place(double hertz) {
            return hertz / NYQUIST;
        }

        @Override
        double hertz(double place) {
            return place * NYQUIST;
        }
    },
    LOG(50, 100, 200, 500, 1000, 2000, 5000, 10_000) {
        @Override
        double place(double hertz) {
            return Math.log(hertz / LOWEST) / Math.log(NYQUIST / LOWEST);
        }

        @Override
        double hertz(double place) {
            return LOWEST * Math.pow(NYQUIST / LOWEST, place);
        }
    },
    /** The front end's mel bands as they are, of equal heights. */
    MEL(0, 250, 500, 1000, 2000, 4000, 8000) {
        @Override
        double place(double hertz) {
            int above = Arrays.binarySearch(MEL_POINTS, hertz);
            int below = Math.clamp(above >= 0 ? above : -above - 2, 0, MEL_POINTS.length - 2);
            double part = (hertz - MEL_POINTS[below]) / (MEL_POINTS[below + 1] - MEL_POINTS[below]);
            return (below + part - HALF_BAND) / Sound.SPEC.bands();
        }

        @Override
        double hertz(double place) {
            throw new UnsupportedOperationException("The bands are shown as they are.");
        }
    };

    private static final double NYQUIST = Sound.SPEC.sampleRate() / 2.0;
    private static final double LOWEST = 40;
    private static final double[] MEL_POINTS = MelBank.points(Sound.SPEC);
    /** Point j + 1 is the centre of band j, which is drawn from j to j + 1. */
    private static final double HALF_BAND = 0.5;

    private final int[] ticks;

    FrequencyAxis(int... ticks) {
        this.ticks = ticks;
    }

    /** 0 at the bottom, 1 at the top. */
    abstract double place(double hertz);

    abstract double hertz(double place);

    /** From 0 to 1. */
    ValueAxis axis() {
        Map<Double, String> names = new TreeMap<>();
        for (int hertz : ticks) {
            names.put(place(hertz), String.valueOf(hertz));
        }
        return new NamedTicks("Frequency (Hz" + (this == LINEAR ? ")" : ", " + this + ")"), 0, 1, names);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
