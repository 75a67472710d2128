package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AudioEndingsTest {
    @Test
    void shouldTakeAnEndingInAnyCase() {
        assertThat(AudioEndings.takes("book.m4b")).isTrue();
        assertThat(AudioEndings.takes("SONG.MP3")).isTrue();
        assertThat(AudioEndings.takes("a.b.AifC")).isTrue();
    }

    @Test
    void shouldNotTakeWhatDoesNotDecodeOrHasNoEnding() {
        assertThat(AudioEndings.takes("cover.jpg")).isFalse();
        assertThat(AudioEndings.takes("mp3")).isFalse();
        assertThat(AudioEndings.takes("song.mp3.part")).isFalse();
        assertThat(AudioEndings.takes("")).isFalse();
    }
}
