package io.genrestream.inference.follow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventPositionTest {

    @Test
    void shouldReadBackWhatItWrites() {
        EventPosition position =
                new EventPosition(3, 120, 88).afterPrediction(130).afterTrack(90);

        assertThat(position).hasToString("3-131-91");
        assertThat(EventPosition.parse("3-131-91")).contains(position);
    }

    @Test
    void shouldTakeNothingElse() {
        assertThat(EventPosition.parse("")).isEmpty();
        assertThat(EventPosition.parse("3-131")).isEmpty();
        assertThat(EventPosition.parse("3--131-91")).isEmpty();
        assertThat(EventPosition.parse("99999999999-1-1")).isEmpty();
        assertThat(EventPosition.parse("1-99999999999999999999-1")).isEmpty();
    }
}
