package io.genrestream.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScalarPathTest {

    @Test
    void shouldGiveTheSameBitsWithoutTheVectorModule() throws IOException, InterruptedException {
        assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
        Process scalar = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScalarJvm.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        try (DataInputStream in = new DataInputStream(new BufferedInputStream(scalar.getInputStream()))) {
            for (FrontEndSpec spec : GoldenVectors.specs().values()) {
                for (String signal : GoldenVectors.SIGNALS) {
                    for (float[] row : Rows.of(spec, GoldenVectors.samples(signal))) {
                        float[] others = new float[row.length];
                        for (int i = 0; i < others.length; i++) {
                            others[i] = in.readFloat();
                        }
                        assertThat(others).as(signal).isEqualTo(row);
                    }
                }
            }
            assertThat(in.read()).isEqualTo(-1);
        } finally {
            scalar.destroy();
        }
        assertThat(scalar.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
}
