package io.genrestream.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.Committed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TopicsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "topics.md");

    @Test
    void shouldBeTheCommittedPage() throws IOException {
        String page = new TopicsPage(new TopicCatalogue("", TopicCatalogue.DEFAULT_PARTITIONS)).text();
        if (Committed.UPDATE) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as(
                        "docs/topics.md is made from the topic catalogue and the schemas; `%s` writes it anew",
                        Committed.UPDATE_COMMAND)
                .hasContent(page);
    }
}
