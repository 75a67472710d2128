package io.genrestream.scoring.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecisionTest {

    @Test
    void shouldBlameTheEndWhenTooLittleWasHeardOfABrokenSource() {
        assertThat(Decision.tooShort().reasonAfter("TRUNCATED", false)).contains("TRUNCATED");
        assertThat(Decision.tooShort().reasonAfter("COMPLETE", true)).contains("TOO_SHORT");
        assertThat(Decision.silent().reasonAfter("TRUNCATED", false)).contains("SILENCE");
        assertThat(Decision.of(new float[] {1}, 0).reasonAfter("TRUNCATED", false))
                .isEmpty();
    }
}
