package io.genrestream.inference.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.genrestream.result.SegmentResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentListsTest {
    private final SegmentLists lists = new SegmentLists(3, 2);

    @Test
    void shouldKeepTheLastWordOnEachSegmentLatestFirst() {
        lists.add(segment("one", 1, 0, false));
        lists.add(segment("one", 1, 0, true));
        lists.add(segment("one", 1, 1, false));

        assertThat(lists.of("one", 1))
                .extracting(SegmentResult::segment, SegmentResult::isFinal)
                .containsExactly(tuple(1, false), tuple(0, true));
    }

    @Test
    void shouldKeepTheLastOfAStreamAlone() {
        for (int i = 0; i < 10; i++) {
            lists.add(segment("one", 1, i, true));
        }

        assertThat(lists.of("one", 1)).extracting(SegmentResult::segment).containsExactly(9, 8, 7);
    }

    @Test
    void shouldKeepTheStreamsThatToldOneLast() {
        lists.add(segment("one", 1, 0, true));
        lists.add(segment("two", 1, 0, true));
        lists.add(segment("one", 1, 1, true));
        lists.add(segment("three", 1, 0, true));

        assertThat(lists.of("one", 1)).hasSize(2);
        assertThat(lists.of("two", 1)).isEmpty();
        assertThat(lists.of("three", 1)).hasSize(1);
    }

    @Test
    void shouldKeepNothingOfAnAttemptThatAnotherFollowed() {
        lists.add(segment("one", 1, 7, true));
        lists.add(segment("one", 2, 0, false));

        assertThat(lists.of("one", 2)).extracting(SegmentResult::segment).containsExactly(0);
        assertThat(lists.of("one", 1)).isEmpty();
    }

    private static SegmentResult segment(String streamId, long attempt, int number, boolean isFinal) {
        return new SegmentResult(
                streamId,
                attempt,
                number,
                isFinal,
                "TITLE",
                "Song " + number,
                0,
                0,
                "",
                "",
                "GENRE",
                null,
                "jazz",
                1,
                Map.of(),
                1,
                "NONE",
                null,
                Map.of());
    }
}
