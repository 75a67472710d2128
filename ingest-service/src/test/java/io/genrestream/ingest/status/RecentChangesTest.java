package io.genrestream.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecentChangesTest {
    private final RecentChanges changes = new RecentChanges();

    @Test
    void shouldNameEachChangedStreamOnceLatestFirst() {
        changes.add("before");
        String cursor = changes.cursor();
        List.of("a", "b", "a", "c").forEach(changes::add);

        assertThat(changes.since(cursor).orElseThrow().streamIds()).containsExactly("c", "a", "b");
        assertThat(changes.since(changes.since(cursor).orElseThrow().cursor())
                        .orElseThrow()
                        .streamIds())
                .isEmpty();
    }

    @Test
    void shouldSayWhenMoreHasChangedThanIsKept() {
        String cursor = changes.cursor();
        for (int i = 0; i < 2_000; i++) {
            changes.add("stream-" + i);
        }
        assertThat(changes.since(cursor).orElseThrow().streamIds()).hasSize(2_000);

        changes.add("one more");

        assertThat(changes.since(cursor)).isEmpty();
    }

    @Test
    void shouldRefuseACursorThatItHasNotGivenOut() {
        changes.add("stream");
        String later = changes.cursor().replaceFirst("\\d+$", "2");

        for (String cursor : List.of("", "-", "0", "abc-1", later, changes.cursor() + "x")) {
            assertThat(changes.since(cursor)).as(cursor).isEmpty();
        }
    }
}
