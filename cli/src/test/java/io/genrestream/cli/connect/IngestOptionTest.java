package io.genrestream.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class IngestOptionTest {
    @TempDir
    Path folder;

    @Test
    void shouldPresentAKeyOrATokenOfAnIdentityProvider() throws IOException {
        String token = "eyJhbGciOiJSUzI1NiJ9." + "a".repeat(3_000) + ".sig_-n";

        assertThat(ingest(token + "\n").authorization()).contains("Bearer " + token);
        assertThatThrownBy(() -> ingest("two words")).isInstanceOf(CommandFailure.class);
    }

    private Ingest ingest(String key) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), key);
        IngestOption option = CommandLine.populateCommand(
                new IngestOption(), "--ingest-url", "http://127.0.0.1:9", "--api-key-file", file.toString());
        return option.of(new ConnectionOptions());
    }
}
