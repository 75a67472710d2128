package io.genrestream.cli.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MusicFilesTest {
    @TempDir
    private Path folder;

    @Test
    void shouldTakeTheMusicBelowAFolderInOrder() throws IOException {
        Path second = touch("b/song.FLAC");
        Path first = touch("a/it's \"odd\" $(name).mp3");
        touch("a/cover.jpg");

        assertThat(MusicFiles.below(List.of(folder))).containsExactly(first, second);
    }

    @Test
    void shouldTakeANamedFileWhateverItsEnding() throws IOException {
        Path named = touch("recording.bin");

        assertThat(MusicFiles.below(List.of(named))).containsExactly(named);
    }

    @Test
    void shouldNameWhatIsNotThere() {
        Path missing = folder.resolve("missing.mp3");

        assertThatThrownBy(() -> MusicFiles.below(List.of(missing)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing.toString());
    }

    private Path touch(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
