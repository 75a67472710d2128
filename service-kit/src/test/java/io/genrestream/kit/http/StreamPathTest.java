package io.genrestream.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/streams",
                "/v1/streams/",
                "/v1/streams?limit=5&after=a;b%20",
                "/v1/streams/A-z_0.9",
                "/v1/streams/..a",
                "/v1/streams/a/genre?x=/../",
                "http://127.0.0.1:19080/v1/streams/a"
            })
    void shouldTakePlainPaths(String target) {
        assertThat(StreamPath.isPlain(target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/streams/a;b",
                "/v1/streams;x=1/a",
                "/v1/streams/a;",
                "/v1/streams/a%62",
                "/v1/streams/a%2Fb",
                "/v1/streams/a%3Bb",
                "/v1/streams/%00",
                "/v1/streams/%",
                "/v1/streams/a#b",
                "/v1/streams/a b",
                "/v1/streams/a\\b",
                "/v1/streams/für",
                "/v1/streams/a~b",
                "/v1/streams/a+b",
                "/v1/streams/x/../b",
                "/v1/streams/./b",
                "/v1/streams/..",
                "/v1/streams//a",
                "//v1/streams/a",
                "/v1/streams/a\n",
                "*",
                ""
            })
    void shouldRefuseWhatCouldMeanAnother(String target) {
        assertThat(StreamPath.isPlain(target)).isFalse();
    }
}
