package io.genrestream.decoding.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TagTextTest {
    @Test
    void shouldCleanControlCharacters() {
        assertThat(TagText.clean(" line\r\nbreak\u001b[31m ")).isEqualTo("line  break [31m");
        assertThat(TagText.clean("")).isEmpty();
    }

    @Test
    void shouldCutLongTextBetweenCharacters() {
        assertThat(TagText.clean("🎵".repeat(2000))).isEqualTo("🎵".repeat(500));
    }

    @Test
    void shouldTakeBytesThatAreNoUtf8ForTheEncodingOfWindows() {
        assertThat(decoded("für".getBytes(StandardCharsets.UTF_8))).isEqualTo("für");
        assertThat(decoded(new byte[] {'f', (byte) 0xfc, 'r'})).isEqualTo("für");
    }

    @Test
    void shouldJoinSeveralValuesEachOnce() {
        assertThat(TagText.joined(List.of("Rock", " Jazz ", "Rock", ""))).isEqualTo("Rock; Jazz");
        assertThat(TagText.joined(List.of())).isEmpty();
    }

    private static String decoded(byte[] bytes) {
        return TagText.decoded(bytes, 0, bytes.length);
    }
}
