package io.genrestream.cli.plot;

import io.genrestream.cli.picture.Axes;
import io.genrestream.cli.picture.HeatMap;
import io.genrestream.cli.picture.Shades;
import java.util.Optional;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;

/**
 * What is drawn.
 *
 * @param name of the track, as titles have it
 * @param axis of spectrograms
 * @param genres where the picture shows them
 */
record Drawing(String name, FrequencyAxis axis, Sound sound, Optional<GenreTimes> genres) {

    /** The same without the track's name: on a page that has it once. */
    Drawing unnamed() {
        return new Drawing("", axis, sound, genres);
    }

    String title(String of) {
        return name.isEmpty() ? of : of + " \u2013 " + name;
    }

    ValueAxis time() {
        return Axes.time(sound.start(), sound.end());
    }

    /** @param columns {@code [columns][rows]}, of {@code step} frames each */
    XYPlot overFrames(float[][] columns, double step, Shades shades, ValueAxis vertical) {
        double left = sound.frameTime(-0.5);
        double right = sound.frameTime(columns.length * step - 0.5);
        return HeatMap.plot(columns, shades, left, right, time(), vertical);
    }
}
