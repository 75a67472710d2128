package io.genrestream.cli.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.cli.ShippedModels;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(ShippedModels.class)
class ModelPathTest {
    private final ModelPath models = new ModelPath();

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
