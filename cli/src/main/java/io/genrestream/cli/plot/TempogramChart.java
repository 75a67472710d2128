package io.genrestream.cli.plot;

import io.genrestream.cli.picture.ChartStyle;
import io.genrestream.cli.picture.NamedTicks;
import io.genrestream.cli.picture.Shades;
import java.util.Map;
import java.util.TreeMap;
import org.jfree.chart.JFreeChart;

/** Which tempi there are, over time. */
final class TempogramChart {
    private static final int[] TICKS = {30, 40, 60, 80, 120, 160, 240, 320};

    private TempogramChart() {}

    static JFreeChart of(Drawing drawing) {
        float[] novelty = drawing.sound().novelty();
        float[][] values = new Tempogram(novelty, Sound.frameRate()).values();
        Map<Double, String> names = new TreeMap<>();
        double ratio = Math.log(Tempogram.FASTEST / Tempogram.SLOWEST);
        for (int tempo : TICKS) {
            names.put(Math.log(tempo / Tempogram.SLOWEST) / ratio, String.valueOf(tempo));
        }
        Shades shades = Shades.magma(0, 1);
        NamedTicks axis = new NamedTicks("Tempo (BPM)", 0, 1, names);
        double step = (double) novelty.length / values.length;
        return ChartStyle.chart(
                drawing.title("Tempogram"),
                drawing.overFrames(values, step, shades, axis),
                shades,
                "Autocorrelation (lag 0: 1)");
    }
}
