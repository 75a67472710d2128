package io.genrestream.analysis.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeFiguresTest {
    @Test
    void shouldCountAChangeOnceAndWithinTheTolerance() {
        ChangeFigures figures = ChangeFigures.of(List.of(30.0, 60.0, 90.0), List.of(26.0, 33.0, 65.5, 85.0), 5, 1800);

        assertThat(figures).isEqualTo(new ChangeFigures(3, 4, 2, 1800));
        assertThat(figures.precision()).isEqualTo(0.5);
        assertThat(figures.recall()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(figures.f1()).isCloseTo(4.0 / 7, within(1e-9));
        assertThat(figures.falseAnHour()).isEqualTo(4);
    }

    @Test
    void shouldHaveFiguresWhereNothingIsToldOrThereIsNothingToTell() {
        ChangeFigures silent = ChangeFigures.of(List.of(30.0), List.of(), 5, 60);
        assertThat(silent.precision()).isEqualTo(1);
        assertThat(silent.recall()).isZero();
        assertThat(silent.f1()).isZero();
        ChangeFigures alike = ChangeFigures.of(List.of(), List.of(), 5, 60);
        assertThat(alike.recall()).isEqualTo(1);
        assertThat(alike.f1()).isEqualTo(1);
    }
}
