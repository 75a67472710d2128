package io.genrestream.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX Runtime reads the command line of its process. */
class LongCommandLineTest {

    @ParameterizedTest
    @ValueSource(ints = {10, 5_000, 120_000})
    void shouldLoadAModelHoweverLongTheCommandLineIs(int characters) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongCommandLineTest.class.getName(),
                        "a".repeat(characters))
                .inheritIO()
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    public static void main(String[] arguments) throws ModelException {
        GenreModel.load(Path.of("src/test/resources/models/tiny.onnx")).close();
    }
}
