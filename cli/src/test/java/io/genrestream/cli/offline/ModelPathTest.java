package io.genrestream.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPathTest {
    private final ModelPath models = new ModelPath();

    @BeforeEach
    void setHome() {
        System.setProperty("genrestream.home", Path.of("..").toAbsolutePath().toString());
    }

    @AfterEach
    void clearHome() {
        System.clearProperty("genrestream.home");
    }

    @ParameterizedTest
    @ValueSource(strings = {"genre", "tags"})
    void shouldFindAModelThatComesWithTheProgramByItsName(String name) {
        assertThat(models.convert(name)).exists().hasFileName(name + ".onnx");
    }

    @Test
    void shouldTakeAnythingElseForAFile() {
        assertThat(models.convert("mine.onnx")).isEqualTo(Path.of("mine.onnx"));
        assertThat(models.convert("blues")).isEqualTo(Path.of("blues"));
    }
}
