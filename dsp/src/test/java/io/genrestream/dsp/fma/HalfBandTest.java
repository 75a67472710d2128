package io.genrestream.dsp.fma;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfBandTest {
    private static final int COUNT = 400;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.1, 0.2, 0.25})
    void shouldPassWhatTheOctavesBelowRead(double frequency) {
        double[] in = cosine(frequency);
        double[] out = new double[COUNT];

        new HalfBand(COUNT).halve(in, HalfBand.REACH, out, COUNT);

        for (int i = 0; i < COUNT; i++) {
            assertThat(out[i] / Math.sqrt(2))
                    .isBetween(in[HalfBand.REACH + 2 * i] - 1e-5, in[HalfBand.REACH + 2 * i] + 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.75, 0.8, 0.9, 1})
    void shouldTakeAwayWhatWouldBeFoldedOntoIt(double frequency) {
        double[] out = new double[COUNT];

        new HalfBand(COUNT).halve(cosine(frequency), HalfBand.REACH, out, COUNT);

        for (double value : out) {
            assertThat(Math.abs(value)).isLessThan(1e-5);
        }
    }

    /** @param frequency as a share of half the sample rate */
    private static double[] cosine(double frequency) {
        double[] samples = new double[2 * (COUNT + HalfBand.REACH)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.cos(Math.PI * frequency * i + 0.3);
        }
        return samples;
    }
}
