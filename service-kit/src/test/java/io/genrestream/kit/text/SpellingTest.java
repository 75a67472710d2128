package io.genrestream.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KNOWN = List.of("title", "externalId", "attributes");

    @Test
    void shouldCountLettersAddedDroppedChangedAndSwapped() {
        assertThat(Spelling.distance("title", "title")).isZero();
        assertThat(Spelling.distance("titel", "title")).isEqualTo(1);
        assertThat(Spelling.distance("file", "title")).isEqualTo(2);
        assertThat(Spelling.distance("", "title")).isEqualTo(5);
    }

    @Test
    void shouldKnowASlipOfThePenFromAnotherWord() {
        assertThat(Spelling.slip("Titel", KNOWN)).hasValue("title");
        assertThat(Spelling.slip("externalID", KNOWN)).hasValue("externalId");
        assertThat(Spelling.slip("attribute", KNOWN)).hasValue("attributes");
        for (String other : List.of("file", "song", "csrf", "id", "")) {
            assertThat(Spelling.slip(other, KNOWN)).as(other).isEmpty();
        }
    }
}
