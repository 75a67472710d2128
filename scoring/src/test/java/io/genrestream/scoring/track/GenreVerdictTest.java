package io.genrestream.scoring.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GenreVerdictTest {

    @Test
    void shouldBlameTheEndWhenTooLittleWasHeardOfABrokenSource() {
        assertThat(GenreVerdict.tooShort().reasonAfter("TRUNCATED", false)).contains("TRUNCATED");
        assertThat(GenreVerdict.tooShort().reasonAfter("COMPLETE", true)).contains("TOO_SHORT");
        assertThat(GenreVerdict.silent().reasonAfter("TRUNCATED", false)).contains("SILENCE");
        assertThat(GenreVerdict.of(new float[] {1}, 0).reasonAfter("TRUNCATED", false))
                .isEmpty();
    }
}
