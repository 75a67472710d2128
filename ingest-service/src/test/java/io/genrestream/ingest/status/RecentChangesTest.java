package io.genrestream.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RecentChangesTest {
    private final RecentChanges changes = new RecentChanges();

    @Test
    void shouldNameEachChangedStreamOnceLatestFirst() {
        changes.add("before", null);
        String cursor = changes.cursor();
        List.of("a", "b", "a", "c").forEach(id -> changes.add(id, null));

        assertThat(changes.since(cursor, _ -> true).orElseThrow().streamIds()).containsExactly("c", "a", "b");
        assertThat(changes.since(changes.since(cursor, _ -> true).orElseThrow().cursor(), _ -> true)
                        .orElseThrow()
                        .streamIds())
                .isEmpty();
    }

    @Test
    void shouldSayWhenMoreHasChangedThanIsKept() {
        String cursor = changes.cursor();
        for (int i = 0; i < 2_000; i++) {
            changes.add("stream-" + i, null);
        }
        assertThat(changes.since(cursor, _ -> true).orElseThrow().streamIds()).hasSize(2_000);

        changes.add("one more", null);

        assertThat(changes.since(cursor, _ -> true)).isEmpty();
    }

    @Test
    void shouldRefuseACursorThatItHasNotGivenOut() {
        changes.add("stream", null);
        String later = changes.cursor().replaceFirst("\\d+$", "2");

        for (String cursor : List.of("", "-", "0", "abc-1", later, changes.cursor() + "x")) {
            assertThat(changes.since(cursor, _ -> true)).as(cursor).isEmpty();
        }
    }

    @Test
    void shouldTellAnOwnerOfItsOwnDeletedStreamsAndNoneOfOthers() {
        String cursor = changes.cursor();
        changes.add("of-alice", "alice");
        changes.add("of-bob", "bob");
        changes.add("of-alice", null);

        assertThat(changes.since(cursor, "alice"::equals).orElseThrow().streamIds())
                .containsExactly("of-alice");
        assertThat(changes.since(cursor, "bob"::equals).orElseThrow().streamIds())
                .containsExactly("of-bob");
    }
}
