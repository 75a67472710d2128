package io.genrestream.cli.plot;

import io.genrestream.cli.picture.PicturePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;

/** What a picture shows. */
enum PlotKind {
    WAVEFORM {
        @Override
        PicturePage page(Drawing drawing) {
            return PicturePage.of(List.of(WaveformChart.of(drawing)));
        }
    },
    SPECTROGRAM {
        @Override
        PicturePage page(Drawing drawing) {
            return PicturePage.of(List.of(SpectrogramChart.of(drawing)));
        }
    },
    MFCC {
        @Override
        PicturePage page(Drawing drawing) {
            return PicturePage.of(MfccChart.of(drawing));
        }
    },
    CHROMA {
        @Override
        PicturePage page(Drawing drawing) {
            return PicturePage.of(List.of(ChromaChart.of(drawing)));
        }
    },
    TEMPOGRAM {
        @Override
        PicturePage page(Drawing drawing) {
            return PicturePage.of(List.of(TempogramChart.of(drawing)));
        }
    },
    NOVELTY {
        @Override
        PicturePage page(Drawing drawing) {
            return PicturePage.of(List.of(NoveltyChart.of(drawing)));
        }
    },
    TIMELINE {
        @Override
        PicturePage page(Drawing drawing) {
            return PicturePage.of(
                    List.of(TimelineChart.of(drawing, drawing.genres().orElseThrow())));
        }
    },
    SHEET {
        @Override
        PicturePage page(Drawing drawing) {
            Drawing next = drawing.unnamed();
            List<JFreeChart> charts = new ArrayList<>();
            charts.add(WaveformChart.of(drawing));
            charts.add(SpectrogramChart.of(next));
            charts.addAll(MfccChart.of(next));
            charts.add(ChromaChart.of(next));
            charts.add(NoveltyChart.of(next));
            charts.add(TempogramChart.of(next));
            charts.add(TimelineChart.of(next, next.genres().orElseThrow()));
            return PicturePage.sheet(charts);
        }
    };

    abstract PicturePage page(Drawing drawing);

    boolean needsModel() {
        return this == TIMELINE || this == SHEET;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
