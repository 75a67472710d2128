package io.genrestream.inference.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsFolderTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private Path table;
    private Path checkpoint;

    @BeforeEach
    void fill() throws IOException {
        Path store = Files.createDirectories(folder.resolve("rocksdb").resolve("results"));
        table = Files.createFile(store.resolve("000004.sst"));
        checkpoint = Files.createFile(folder.resolve(".checkpoint"));
    }

    @Test
    void shouldGoOnWithAStoreThatIsYoungerThanDeletionsLive() throws IOException {
        Files.setLastModifiedTime(checkpoint, FileTime.from(NOW.minus(Duration.ofHours(11))));

        new ResultsFolder(folder, "results").clearUnlessRecent(NOW);

        assertThat(table).exists();
        assertThat(checkpoint).exists();
    }

    @Test
    void shouldFillAStoreAnewThatMayHaveMissedADeletion() throws IOException {
        Files.setLastModifiedTime(checkpoint, FileTime.from(NOW.minus(Duration.ofHours(13))));

        new ResultsFolder(folder, "results").clearUnlessRecent(NOW);

        assertThat(folder).doesNotExist();
    }

    @Test
    void shouldFillAStoreAnewOfWhichIsNotKnownHowFarItGoes() throws IOException {
        Files.delete(checkpoint);

        new ResultsFolder(folder, "results").clearUnlessRecent(NOW);

        assertThat(table).doesNotExist();
    }

    @Test
    void shouldNotBelieveACheckpointOfAnotherStore() throws IOException {
        Files.setLastModifiedTime(checkpoint, FileTime.from(NOW));

        new ResultsFolder(folder, "renamed").clearUnlessRecent(NOW);

        assertThat(checkpoint).doesNotExist();
    }

    @Test
    void shouldDoNothingAtTheFirstStart() {
        new ResultsFolder(folder.resolve("none"), "results").clearUnlessRecent(NOW);

        assertThat(checkpoint).exists();
    }
}
