package io.genrestream.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.FrontEndSpec;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DctTest {
    private static final float FLOAT_STEPS = 2e-6f;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 33, 96})
    void shouldBeOrthonormal(int bands) {
        float[][] matrix = new float[bands][bands]; // [band][coefficient]
        Dct dct = new Dct(spec(bands, bands, "ortho"));
        for (int band = 0; band < bands; band++) {
            double[] unit = new double[bands];
            unit[band] = 1;
            dct.transform(unit, matrix[band], 0);
        }

        for (int one = 0; one < bands; one++) {
            for (int other = 0; other < bands; other++) {
                double product = 0;
                for (int band = 0; band < bands; band++) {
                    product += (double) matrix[band][one] * matrix[band][other];
                }
                assertThat(product).isCloseTo(one == other ? 1 : 0, within((double) FLOAT_STEPS));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"96, 20, ortho", "96, 20, none", "33, 13, ortho", "33, 33, none", "1, 1, none"})
    void shouldBeTheSumThatDefinesIt(int bands, int coefficients, String norm) {
        double[] x = new Random(bands).doubles(bands, -100, 40).toArray();
        float[] row = new float[coefficients + 2];

        new Dct(spec(bands, coefficients, norm)).transform(x, row, 1);

        for (int k = 0; k < coefficients; k++) {
            double sum = 0;
            for (int band = 0; band < bands; band++) {
                sum += x[band] * Math.cos(Math.PI * k * (2 * band + 1) / (2.0 * bands));
            }
            double gain = norm.equals("none") ? 2 : Math.sqrt((k == 0 ? 1.0 : 2.0) / bands);
            assertThat((double) row[1 + k]).isCloseTo(gain * sum, within(1e-3));
        }
        assertThat(row[0]).as("before").isZero();
        assertThat(row[coefficients + 1]).as("behind").isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 96})
    void shouldGiveALevelToTheFirstCoefficientAlone(int bands) {
        double[] level = new double[bands];
        Arrays.fill(level, -7);
        float[] row = new float[bands];

        new Dct(spec(bands, bands, "ortho")).transform(level, row, 0);

        assertThat(row[0]).isCloseTo((float) (-7 * Math.sqrt(bands)), within(1e-4f));
        for (int k = 1; k < bands; k++) {
            assertThat(row[k]).isCloseTo(0, within(1e-4f));
        }
    }

    private static FrontEndSpec spec(int bands, int coefficients, String norm) {
        return FrontEndSpec.parse(FrontEndSpec.SHIPPED
                .canonical()
                .replace("bands=96", "bands=" + bands)
                .replace("mfcc=20", "mfcc=" + coefficients)
                .replace("dct=ortho", "dct=" + norm));
    }
}
