package io.genrestream.scoring.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowCoverageTest {

    @Test
    void shouldBeTooShortUnderAQuarterOfAWindow() {
        assertThat(new WindowCoverage(34, 8, 0).isTooShort()).isTrue();
        assertThat(new WindowCoverage(34, 9, 0).isTooShort()).isFalse();
        assertThat(new WindowCoverage(32, 8, 0).isTooShort()).isFalse();
    }

    @Test
    void shouldBeSilentFromNineTenths() {
        assertThat(new WindowCoverage(34, 34, 0.89).isSilent()).isFalse();
        assertThat(new WindowCoverage(34, 34, 0.9).isSilent()).isTrue();
    }

    @Test
    void shouldWeighAsMuchAsWasHeard() {
        assertThat(new WindowCoverage(34, 17, 0).weight()).isEqualTo(0.5f);
    }
}
