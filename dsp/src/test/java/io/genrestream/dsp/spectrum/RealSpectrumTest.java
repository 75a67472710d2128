package io.genrestream.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealSpectrumTest {
    private static final int OFFSET = 5;

    @ParameterizedTest
    @ValueSource(ints = {32, 64, 256, 1024})
    void shouldBeTheSumThatDefinesIt(int size) {
        double[] samples = new Random(size).doubles(size + OFFSET, -1, 1).toArray();
        RealSpectrum spectrum = new RealSpectrum(size);

        spectrum.transform(samples, OFFSET);

        for (int k = 0; k <= size / 2; k++) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < size; i++) {
                double angle = 2 * Math.PI * (i * k % size) / size;
                re += samples[OFFSET + i] * Math.cos(angle);
                im -= samples[OFFSET + i] * Math.sin(angle);
            }
            assertThat(spectrum.real()[k]).isCloseTo(re, within(1e-12 * size));
            assertThat(spectrum.imaginary()[k]).isCloseTo(im, within(1e-12 * size));
        }
    }
}
