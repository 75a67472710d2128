package io.genrestream.cli.plot;

import io.genrestream.cli.picture.ChartStyle;
import io.genrestream.cli.picture.NamedTicks;
import io.genrestream.cli.picture.Shades;
import io.genrestream.dsp.Descriptor;
import java.util.Map;
import java.util.TreeMap;
import org.jfree.chart.JFreeChart;

/** Energy of the twelve pitch classes. */
final class ChromaChart {
    private static final String[] CLASSES = {"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};
    private static final int FIRST = Sound.SPEC.bands() + Sound.SPEC.mfccCount() + Descriptor.CHROMA_0.ordinal();

    private ChromaChart() {}

    static JFreeChart of(Drawing drawing) {
        float[][] chroma = drawing.sound().features(FIRST, CLASSES.length);
        Map<Double, String> names = new TreeMap<>();
        for (int i = 0; i < CLASSES.length; i++) {
            names.put(i + 0.5, CLASSES[i]);
        }
        Shades shades = Shades.viridis(0, 1);
        NamedTicks axis = new NamedTicks("Pitch class", 0, CLASSES.length, names);
        int step = drawing.sound().rows().step();
        return ChartStyle.chart(
                drawing.title("Chroma"),
                drawing.overFrames(chroma, step, shades, axis),
                shades,
                "Energy (strongest class 1)");
    }
}
