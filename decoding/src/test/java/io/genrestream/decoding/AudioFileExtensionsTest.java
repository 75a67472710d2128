package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AudioFileExtensionsTest {
    @Test
    void shouldTakeAnEndingInAnyCase() {
        assertThat(AudioFileExtensions.takes("book.m4b")).isTrue();
        assertThat(AudioFileExtensions.takes("SONG.MP3")).isTrue();
        assertThat(AudioFileExtensions.takes("a.b.AifC")).isTrue();
    }

    @Test
    void shouldNotTakeWhatDoesNotDecodeOrHasNoEnding() {
        assertThat(AudioFileExtensions.takes("cover.jpg")).isFalse();
        assertThat(AudioFileExtensions.takes("mp3")).isFalse();
        assertThat(AudioFileExtensions.takes("song.mp3.part")).isFalse();
        assertThat(AudioFileExtensions.takes("")).isFalse();
    }
}
