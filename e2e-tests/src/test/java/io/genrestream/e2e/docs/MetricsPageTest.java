package io.genrestream.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.e2e.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page is made from the code; run with {@code -Dgenrestream.write-docs} to write it anew. */
class MetricsPageTest {
    private static final Path PAGE = Launcher.HOME.resolve("docs/metrics.md");

    @Test
    void shouldDocumentEveryMetric() throws IOException {
        String page = MetricsPage.text();
        if (System.getProperty("genrestream.write-docs") != null) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("made by mvn -pl e2e-tests -am test -Dtest=MetricsPageTest -Dgenrestream.write-docs")
                .hasContent(page);
    }
}
