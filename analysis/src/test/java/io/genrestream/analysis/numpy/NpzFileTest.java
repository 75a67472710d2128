package io.genrestream.analysis.numpy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.analysis.library.PathText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On arrays that NumPy has written, of analysis/golden/arrays.py. */
class NpzFileTest {
    private NpzFile file;

    @BeforeEach
    void open() throws IOException {
        file = new NpzFile(Path.of("src/test/resources/numpy/kinds.npz"));
    }

    @AfterEach
    void close() throws IOException {
        file.close();
    }

    @Test
    void shouldOpenAFileWhoseNameIsNoText(@TempDir Path folder) throws IOException {
        Path odd = Files.copy(
                Path.of("src/test/resources/numpy/kinds.npz"), folder.resolve(PathText.path("file:caf%E9%0A.npz")));

        try (NpzFile arrays = new NpzFile(odd)) {
            assertThat(arrays.has("half")).isTrue();
        }
    }

    @Test
    void shouldReadNumbersOfEveryKind() throws Exception {
        assertThat(floats("half", 4)).containsExactly(0.5f, -1.25f, 65504, Float.float16ToFloat((short) 1));
        assertThat(floats("single", 6)).containsExactly(0, 0.25f, 0.5f, 0.75f, 1, 1.25f);
        assertThat(floats("double", 2)).containsExactly(1e30f, -2.5f);
        assertThat(floats("big", 2)).containsExactly(1.5f, -3);
        assertThat(floats("small", 2)).containsExactly(-7, 7);
        try (NpyArray single = file.open("single")) {
            assertThat(single.shape()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void shouldReadText() throws Exception {
        assertThat(strings("text", 3)).containsExactly("blues.00029", "", "Ünï 曲 🎵");
        assertThat(strings("whole", 2)).containsExactly("2", "155320");
        assertThat(strings("single_text", 1)).containsExactly("b258ea0a2c54ed53");
    }

    @Test
    void shouldReadOnFromWhereItStopped() throws Exception {
        try (NpyArray array = file.open("single")) {
            array.nextFloats(4);
            assertThat(array.nextFloats(2)).containsExactly(1, 1.25f);
            assertThatThrownBy(() -> array.nextFloats(1)).hasMessageContaining("ends before");
        }
    }

    @Test
    void shouldSayWhatItDoesNotRead() {
        assertThatThrownBy(() -> file.open("missing")).hasMessageContaining("no array missing");
        assertThatThrownBy(() -> file.open("fortran")).hasMessageContaining("C order");
        assertThatThrownBy(() -> file.open("complex")).isInstanceOf(ArrayFormatException.class);
        assertThatThrownBy(() -> floats("text", 1)).hasMessageContaining("numbers were expected");
        assertThatThrownBy(() -> strings("half", 1)).hasMessageContaining("text was expected");
        assertThatThrownBy(() -> new NpyArray(new ByteArrayInputStream("no array".getBytes(UTF_8))))
                .isInstanceOf(ArrayFormatException.class);
        assertThatThrownBy(() -> new NpzFile(Path.of("pom.xml"))).isInstanceOf(ZipException.class);
    }

    @Test
    void shouldSayWhereAnArrayIsCutOffAndWhatIsTooLarge() throws Exception {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000,), }\n";
        byte[] whole = ("\u0093NUMPY\1\0" + (char) header.length() + "\0" + header).getBytes(ISO_8859_1);

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> new NpyArray(new ByteArrayInputStream(cut)))
                    .isInstanceOf(ArrayFormatException.class)
                    .hasMessageContaining("ends in its header");
        }
        try (NpyArray array = new NpyArray(new ByteArrayInputStream(whole))) {
            assertThatThrownBy(() -> array.nextFloats(1)).hasMessageContaining("ends before");
            assertThatThrownBy(() -> array.nextFloats(array.shape()[0]))
                    .hasMessageContaining("too large: [2000000000]");
        }
    }

    private float[] floats(String name, int count) throws IOException {
        try (NpyArray array = file.open(name)) {
            return array.nextFloats(count);
        }
    }

    private String[] strings(String name, int count) throws IOException {
        try (NpyArray array = file.open(name)) {
            return array.nextStrings(count);
        }
    }
}
