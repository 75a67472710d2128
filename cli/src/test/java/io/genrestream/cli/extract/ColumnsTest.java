package io.genrestream.cli.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.aggregate.AggregatedFeatures;
import io.genrestream.dsp.aggregate.WindowAggregate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static final FrontEndSpec SPEC = FrontEndSpec.SHIPPED;

    @Test
    void shouldNameATracksColumnsAsItsAggregateDoes() {
        assertThat(Columns.of(Level.TRACK, SPEC))
                .extracting(Column::name)
                .containsExactlyElementsOf(new AggregatedFeatures(SPEC).names());
    }

    @Test
    void shouldNameAWindowsColumnsAsAModelsAggregateDoes() {
        assertThat(WindowColumns.names(SPEC, List.of())).isEqualTo(WindowAggregate.names(SPEC));
    }

    @Test
    void shouldHaveAFramesColumnsInTheFrontEndsOrder() {
        List<Column> columns = Columns.of(Level.FRAME, SPEC);

        assertThat(columns).hasSize(SPEC.frameWidth()).doesNotHaveDuplicates();
        assertThat(columns.get(SPEC.bands()).name()).isEqualTo("mfcc_0");
        assertThat(columns.getLast().name()).isEqualTo(Descriptor.CHROMA_11.label());
    }

    @Test
    void shouldChooseGroupsFeaturesAndStatistics() {
        assertThat(names(Level.TRACK, "chroma.mean")).hasSize(12).startsWith("chroma_0.mean");
        assertThat(names(Level.TRACK, "centroid", "mfcc_3.std")).hasSize(8).contains("centroid.skew", "mfcc_3.std");
        assertThat(names(Level.FRAME, "mfcc", "rms")).hasSize(21);
        assertThat(names(Level.TRACK, "all.median")).hasSize(45);
    }

    @Test
    void shouldGiveTheMatrixOnlyWhenAsked() {
        assertThat(names(Level.WINDOW)).hasSize(45 * 7 + 2).doesNotContain("log_mel_0_0");
        Layout layout = Layout.choose(Level.WINDOW, Columns.of(Level.WINDOW, SPEC), List.of("log_mel"));

        assertThat(layout.matrices()).isTrue();
        assertThat(layout.columns()).hasSize(34 * 96);
    }

    @Test
    void shouldSayWhichNameMeansNothing() {
        assertThatThrownBy(() -> names(Level.TRACK, "mfcc", "log_mel"))
                .hasMessageContaining("no column or group 'log_mel' --per track");
    }

    private static List<String> names(Level level, String... chosen) {
        return Layout.choose(level, Columns.of(level, SPEC), List.of(chosen)).columns().stream()
                .map(Column::name)
                .toList();
    }
}
