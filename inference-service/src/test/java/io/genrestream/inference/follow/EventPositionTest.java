package io.genrestream.inference.follow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventPositionTest {

    @Test
    void shouldReadBackWhatItWrites() {
        EventPosition position = new EventPosition(3, 120, 88, 7)
                .with(ResultEvent.Kind.PREDICTION, 131)
                .with(ResultEvent.Kind.TRACK, 91)
                .with(ResultEvent.Kind.SEGMENT, 8);

        assertThat(position).hasToString("3-131-91-8");
        assertThat(EventPosition.parse("3-131-91-8")).contains(position);
    }

    @Test
    void shouldTakeAnIdOfABuildWithoutSegmentsForAllThatComes() {
        EventPosition tail = new EventPosition(3, 200, 200, 50);

        assertThat(Start.after(EventPosition.parse("3-131-91").orElseThrow()).in(tail))
                .isEqualTo(Start.after(new EventPosition(3, 131, 91, 50)));
    }

    @Test
    void shouldTakeNothingElse() {
        assertThat(EventPosition.parse("")).isEmpty();
        assertThat(EventPosition.parse("3-131")).isEmpty();
        assertThat(EventPosition.parse("3--131-91")).isEmpty();
        assertThat(EventPosition.parse("3-131-91-")).isEmpty();
        assertThat(EventPosition.parse("3-131-91-1-1")).isEmpty();
        assertThat(EventPosition.parse("99999999999-1-1")).isEmpty();
        assertThat(EventPosition.parse("1-99999999999999999999-1")).isEmpty();
    }
}
