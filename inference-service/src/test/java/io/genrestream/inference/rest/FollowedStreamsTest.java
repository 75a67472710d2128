package io.genrestream.inference.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.inference.follow.Followed;
import io.genrestream.kit.http.ProblemException;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowedStreamsTest {
    @Test
    void shouldNameThoseThatAreFollowedAndThoseThatAreWatched() {
        assertThat(FollowedStreams.of("a,b", "c,d@12.5"))
                .containsExactly(
                        Followed.presently("a"),
                        Followed.presently("b"),
                        Followed.closely("c", 0),
                        Followed.closely("d", 12.5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | '' | none is named",
                "a,,b | '' | number 2 under streams is no id",
                "a~b | '' | number 1 under streams is no id",
                "a | b,c@-1 | number 2 under watch is neither an id nor an id, @ and seconds",
                "a | a | a is named twice",
                "'' | a,b,c,d,e | 5 are under watch"
            })
    void shouldSayWhatIsWrong(String streams, String watch, String detail) {
        assertThatThrownBy(() -> FollowedStreams.of(streams, watch))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("(" + detail + ")");
    }

    @Test
    void shouldSayHowManyAreTooMany() {
        String ids = String.join(",", Collections.nCopies(51, "a"));

        assertThatThrownBy(() -> FollowedStreams.of(ids, "")).hasMessageContaining("(51 are named)");
    }
}
