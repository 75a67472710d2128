package io.genrestream.cli.offline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedFileTest {
    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("records");
    }

    @Test
    void shouldGoOnBehindWhatIsThere() throws IOException {
        try (AppendedFile file = AppendedFile.open(path)) {
            assertThat(file.append(bytes("one"))).isZero();
            assertThat(file.appendDurably(bytes("two"))).isEqualTo(3);
        }
        try (AppendedFile file = AppendedFile.open(path)) {
            assertThat(file.end()).isEqualTo(6);
            file.cut(4);
            assertThat(file.append(bytes("hree"))).isEqualTo(4);
            assertThat(UTF_8.decode(file.read(3, 5)).toString()).isEqualTo("three");
            assertThat(UTF_8.decode(file.read(6, 100)).toString()).isEqualTo("ee");
        }
        assertThat(path).hasContent("onethree");
    }

    @Test
    void shouldWriteWholeRecordsForAThreadThatCtrlCInterrupts() throws IOException {
        try (AppendedFile file = AppendedFile.open(path)) {
            Thread.currentThread().interrupt();
            file.append(bytes("one"));
            file.appendDurably(bytes("two"));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(path).hasContent("onetwo");
    }

    @Test
    void shouldWriteIntoPipes() throws Exception {
        assumeTrue(new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0, "needs mkfifo");
        CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> read(path));

        try (AppendedFile file = AppendedFile.open(path)) {
            file.append(bytes("one"));
            file.append(bytes("two"));
        }

        assertThat(reader.get()).isEqualTo("onetwo");
    }

    @Test
    void shouldBeHeldByOne() throws IOException {
        try (AppendedFile held = AppendedFile.open(path)) {
            held.append(bytes("one"));
            assertThatThrownBy(() -> AppendedFile.open(path))
                    .isInstanceOfSatisfying(
                            CommandFailure.class, e -> assertThat(e.code()).isEqualTo(CliError.OUTPUT_BUSY));
            held.append(bytes("two"));
        }
        AppendedFile.open(path).close();
        assertThatThrownBy(() -> AppendedFile.open(folder)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> AppendedFile.open(folder.resolve("no/where"))).isInstanceOf(IOException.class);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
