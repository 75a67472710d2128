package io.genrestream.decoding.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TagsTest {
    @Test
    void shouldCleanWhatIsNoText() {
        assertThat(Tags.clean(new byte[] {'a', (byte) 0xff, 'b'})).isEqualTo("a\ufffdb");
        assertThat(Tags.clean(" line\r\nbreak\u001b[31m ".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("line  break [31m");
        assertThat(Tags.clean(new byte[0])).isEmpty();
    }

    @Test
    void shouldCutLongTextBetweenCharacters() {
        String cut = Tags.clean("🎵".repeat(2000).getBytes(StandardCharsets.UTF_8));

        assertThat(cut).isEqualTo("🎵".repeat(500));
    }
}
