package io.genrestream.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.Committed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TopicsPageTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final TopicCatalogue CATALOGUE = new TopicCatalogue("", TopicCatalogue.DEFAULT_PARTITIONS);

    @Test
    void shouldBeTheCommittedPage() throws IOException {
        requireCommitted("topics.md", new TopicsPage(CATALOGUE).text());
    }

    @Test
    void shouldBeTheCommittedAsyncApi() throws IOException {
        requireCommitted("asyncapi.json", new AsyncApi(CATALOGUE).text());
    }

    private static void requireCommitted(String name, String text) throws IOException {
        Path page = DOCS.resolve(name);
        if (Committed.UPDATE) {
            Files.writeString(page, text);
        }
        assertThat(page)
                .as(
                        "docs/%s is made from the topic catalogue and the schemas; `%s` writes it anew",
                        name, Committed.UPDATE_COMMAND)
                .hasContent(text);
    }
}
