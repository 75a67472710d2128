package io.genrestream.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatusTextTest {
    @Test
    void shouldKeepWhatIsShortEnough() {
        assertThat(StatusText.title("x".repeat(512))).hasSize(512);
        assertThat(StatusText.message("x".repeat(1_000))).isEqualTo("x".repeat(1_000));
    }

    @Test
    void shouldShowThatAMessageIsCut() {
        assertThat(StatusText.message("x".repeat(1_001))).isEqualTo("x".repeat(1_000) + "...");
    }

    @Test
    void shouldCutNoCharacterInTwo() {
        assertThat(StatusText.title("x".repeat(511) + "\uD83C\uDFB5")).isEqualTo("x".repeat(511));
        assertThat(StatusText.title("x".repeat(510) + "\uD83C\uDFB5 and more"))
                .isEqualTo("x".repeat(510) + "\uD83C\uDFB5");
    }
}
