package io.genrestream.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltasTest {
    private static final double TOLERANCE = 1e-4;
    private static final Differences DIFFERENCES = new Differences("deltas and librosa");

    @ParameterizedTest
    @CsvSource({"music,shipped", "music,customary", "sweep,customary", "quiet,customary", "sweep,unusual"})
    void shouldGiveWhatLibrosaGives(String signal, String name) {
        FrontEndSpec spec = GoldenVectors.specs().get(name);
        float[][] rows = GoldenVectors.rows(signal + "." + name + ".f32", spec.frameWidth());
        int width = spec.mfccCount();
        float[] mfcc = new float[rows.length * width];
        for (int frame = 0; frame < rows.length; frame++) {
            System.arraycopy(rows[frame], spec.bands(), mfcc, frame * width, width);
        }

        float[] deltas = Deltas.of(mfcc, rows.length, width);

        float[][] librosas = GoldenVectors.rows(signal + "." + name + ".delta", width);
        assertThat(librosas).hasNumberOfRows(rows.length);
        double worst = 0;
        for (int frame = 0; frame < rows.length; frame++) {
            for (int i = 0; i < width; i++) {
                worst = Math.max(worst, Math.abs((double) deltas[frame * width + i] - librosas[frame][i]));
            }
        }
        DIFFERENCES.take("mfcc delta", name, TOLERANCE, worst);
        assertThat(worst).isLessThanOrEqualTo(TOLERANCE);
    }

    @AfterAll
    static void print() {
        DIFFERENCES.print();
    }

    @Test
    void shouldRefuseFewerFramesThanTheLineNeeds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Deltas.of(new float[8 * 2], 8, 2))
                .withMessageContaining("9 frames");
    }
}
