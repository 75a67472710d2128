package io.genrestream.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {

    @ParameterizedTest
    @ValueSource(strings = {"song.mp3", "ünïcödé — 曲.flac", "$(rm -rf).wav", "...", "a b'c\"d.ogg"})
    void shouldMakeAnIdThatTheServiceTakesOfAnyFileName(String name) {
        assertThat(Sender.newStreamId(Path.of(name))).matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    }

    @ParameterizedTest
    @ValueSource(strings = "song.mp3")
    void shouldMakeANewIdEachTime(String name) {
        assertThat(Sender.newStreamId(Path.of(name)))
                .startsWith("song.mp3-")
                .isNotEqualTo(Sender.newStreamId(Path.of(name)));
    }
}
