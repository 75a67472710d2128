package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OneLineTest {
    private static final String HOSTILE = "a\u001b[2J\r\nb\u0000\u007f\u0085\u2028\u202e\ud800z";
    private static final String PLAIN = "a\\u001b[2J\\u000d\\u000ab\\u0000\\u007f\\u0085\\u2028\\u202e\\ud800z";

    @Test
    void shouldWriteWhatControlsATerminalAsItsNumber() {
        assertThat(OneLine.of(HOSTILE, 100)).isEqualTo(PLAIN);
        assertThat(OneLine.of(PLAIN, 100)).as("once more").isEqualTo(PLAIN);
    }

    @Test
    void shouldLeaveTheWritingOfTheWorldAlone() {
        String names = "Bjørk \\ 東京事変 \u200fשלום 👩\u200d🎤";

        assertThat(OneLine.of(names, 100)).isEqualTo(names);
    }

    @Test
    void shouldCutWhatIsTooLongBetweenCharacters() {
        assertThat(OneLine.of("12345", 5)).isEqualTo("12345");
        assertThat(OneLine.of("123456", 5)).isEqualTo("1234…");
        assertThat(OneLine.of("123\u001b456", 8)).isEqualTo("123…");
        assertThat(OneLine.of("123🎤🎤", 5)).isEqualTo("123…");
    }

    @Test
    void shouldLetNoControlCharacterOutOfWhatIsToldOfAFile() {
        var audio = new DecodedAudio(
                HOSTILE, HOSTILE, 44100, 2, 1, false, false, Map.of("title", HOSTILE), List.of(HOSTILE));
        var failure = new DecodingException(DecodingError.CORRUPT_AUDIO, HOSTILE);

        assertThat(audio.container()).isEqualTo(PLAIN);
        assertThat(audio.codec()).isEqualTo(PLAIN);
        assertThat(audio.tags()).containsEntry("title", PLAIN);
        assertThat(audio.warnings()).containsExactly(PLAIN);
        assertThat(failure.detail()).isEqualTo(PLAIN);
        assertThat(failure.getMessage()).contains(PLAIN);
        assertThat(new DecodingException(DecodingError.CORRUPT_AUDIO, "x".repeat(9_000)).getMessage())
                .hasSizeLessThan(700);
    }
}
