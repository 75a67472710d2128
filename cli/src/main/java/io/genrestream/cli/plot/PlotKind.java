package io.genrestream.cli.plot;

import io.genrestream.cli.picture.PicturePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jfree.chart.JFreeChart;

/** What a picture shows. */
enum PlotKind {
    WAVEFORM(drawing -> PicturePage.of(List.of(WaveformChart.of(drawing)))),
    SPECTROGRAM(drawing -> PicturePage.of(List.of(SpectrogramChart.of(drawing)))),
    MFCC(drawing -> PicturePage.of(MfccChart.of(drawing))),
    CHROMA(drawing -> PicturePage.of(List.of(ChromaChart.of(drawing)))),
    TEMPOGRAM(drawing -> PicturePage.of(List.of(TempogramChart.of(drawing)))),
    NOVELTY(drawing -> PicturePage.of(List.of(NoveltyChart.of(drawing)))),
    TIMELINE(drawing ->
            PicturePage.of(List.of(TimelineChart.of(drawing, drawing.genres().orElseThrow())))),
    SHEET(drawing -> PicturePage.sheet(all(drawing)));

    private final Function<Drawing, PicturePage> page;

    PlotKind(Function<Drawing, PicturePage> page) {
        this.page = page;
    }

    PicturePage page(Drawing drawing) {
        return page.apply(drawing);
    }

    private static List<JFreeChart> all(Drawing drawing) {
        Drawing next = drawing.unnamed();
        List<JFreeChart> charts = new ArrayList<>();
        charts.add(WaveformChart.of(drawing));
        charts.add(SpectrogramChart.of(next));
        charts.addAll(MfccChart.of(next));
        charts.add(ChromaChart.of(next));
        charts.add(NoveltyChart.of(next));
        charts.add(TempogramChart.of(next));
        charts.add(TimelineChart.of(next, next.genres().orElseThrow()));
        return charts;
    }

    boolean needsModel() {
        return this == TIMELINE || this == SHEET;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
