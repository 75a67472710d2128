package io.genrestream.analysis.library;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "song.mp3",
                "/",
                "",
                ".",
                "..",
                "../a/./b",
                "/music/Für Elise.mp3",
                "e\u0301.mp3",
                "\u00E9.mp3",
                "100%25.mp3",
                "a\\b",
                "曲 🎵 ש\u200Fa.mp3",
                "-dash",
                " two  spaces ",
                "a.",
                "*?[x]",
                "file",
                "profile:x"
            })
    void shouldLeaveAPlainPathAsItReads(String path) {
        assertThat(PathText.of(Path.of(path))).isEqualTo(path);
        assertThat(PathText.path(path)).isEqualTo(Path.of(path));
    }

    @Test
    void shouldWriteWhatIsNoTextAsAnAddress() {
        assertThat(PathText.of(raw("/music/caf\u00E9.mp3"))).isEqualTo("file:///music/caf%E9.mp3");
        assertThat(PathText.of(raw("caf\u00E9 100%.mp3"))).isEqualTo("file:caf%E9%20100%25.mp3");
        assertThat(PathText.of(Path.of("a\nb\u001B[2J"))).isEqualTo("file:a%0Ab%1B%5B2J");
        assertThat(PathText.of(Path.of("a\u202Eb"))).isEqualTo("file:a%E2%80%AEb");
        assertThat(PathText.of(Path.of("file:a"))).isEqualTo("file:file:a");
    }

    @Test
    void shouldTakeAddressesAsProgramsWriteThem() {
        assertThat(PathText.path("file:///a%20b/c")).isEqualTo(Path.of("/a b/c"));
        assertThat(PathText.path("file:/a b/ü")).isEqualTo(Path.of("/a b/ü"));
        assertThat(PathText.path("FILE://localhost/a")).isEqualTo(Path.of("/a"));
    }

    @Test
    void shouldGiveEveryPathATextOfItsOwnAndThePathBack() {
        Random random = new Random(10);
        String alphabet = "aZ.%/ \\~-\n\t\u001B\u007F\u0080\u00A9\u00C3\u00E9\u00FFfile:";
        Set<Path> paths = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = 1 + random.nextInt(6); length > 0; length--) {
                name.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            paths.add(raw(name.toString()));
        }
        List<String> texts = new ArrayList<>();
        for (Path path : paths) {
            String text = PathText.of(path);
            assertThat(PathText.path(text)).as(text).isEqualTo(path);
            assertThat(PathBytes.path(PathBytes.of(path))).as(text).isEqualTo(path);
            assertThat(text).as(text).doesNotContainPattern("\\p{Cc}");
            texts.add(text);
        }
        assertThat(texts).doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseWhatNoNameCanBe() {
        assertThatThrownBy(() -> PathText.path("a\0b")).isInstanceOf(InvalidPathException.class);
        assertThatThrownBy(() -> PathText.path("file:a%00b")).isInstanceOf(InvalidPathException.class);
    }

    @Test
    void shouldNameAFileBesideAnother() {
        assertThat(PathText.beside(raw("/x/caf\u00E9.csv"), ".part")).isEqualTo(raw("/x/caf\u00E9.csv.part"));
        assertThat(PathText.beside(Path.of("ü.csv"), ".part")).isEqualTo(Path.of("ü.csv.part"));
    }

    @Test
    void shouldReadToPeople() {
        assertThat(PathText.title(raw("/x/caf\u00E9\n.mp3"))).isEqualTo("caf\uFFFD?.mp3");
        assertThat(PathText.printable("a\0b\u001B[2Jc\u0085ü")).isEqualTo("a%00b%1B[2Jc%C2%85ü");
    }

    private static Path raw(String bytes) {
        return PathBytes.path(bytes.getBytes(ISO_8859_1));
    }
}
