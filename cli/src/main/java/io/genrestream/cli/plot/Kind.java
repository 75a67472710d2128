package io.genrestream.cli.plot;

import io.genrestream.cli.picture.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;

/** What a picture shows. */
enum Kind {
    WAVEFORM {
        @Override
        Page page(Drawing drawing) {
            return Page.of(List.of(WaveformChart.of(drawing)));
        }
    },
    SPECTROGRAM {
        @Override
        Page page(Drawing drawing) {
            return Page.of(List.of(SpectrogramChart.of(drawing)));
        }
    },
    MFCC {
        @Override
        Page page(Drawing drawing) {
            return Page.of(MfccChart.of(drawing));
        }
    },
    CHROMA {
        @Override
        Page page(Drawing drawing) {
            return Page.of(List.of(ChromaChart.of(drawing)));
        }
    },
    TEMPOGRAM {
        @Override
        Page page(Drawing drawing) {
            return Page.of(List.of(TempogramChart.of(drawing)));
        }
    },
    NOVELTY {
        @Override
        Page page(Drawing drawing) {
            return Page.of(List.of(NoveltyChart.of(drawing)));
        }
    },
    TIMELINE {
        @Override
        Page page(Drawing drawing) {
            return Page.of(List.of(TimelineChart.of(drawing, drawing.genres().orElseThrow())));
        }
    },
    SHEET {
        @Override
        Page page(Drawing drawing) {
            Drawing next = drawing.unnamed();
            List<JFreeChart> charts = new ArrayList<>();
            charts.add(WaveformChart.of(drawing));
            charts.add(SpectrogramChart.of(next));
            charts.addAll(MfccChart.of(next));
            charts.add(ChromaChart.of(next));
            charts.add(NoveltyChart.of(next));
            charts.add(TempogramChart.of(next));
            charts.add(TimelineChart.of(next, next.genres().orElseThrow()));
            return Page.sheet(charts);
        }
    };

    abstract Page page(Drawing drawing);

    boolean needsModel() {
        return this == TIMELINE || this == SHEET;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
