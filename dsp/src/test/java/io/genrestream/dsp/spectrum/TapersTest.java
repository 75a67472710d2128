package io.genrestream.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.FrontEndSpec.Taper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapersTest {

    /** What makes a taper periodic: frames that overlap by half weigh every sample alike. */
    @ParameterizedTest
    @CsvSource({"HANN, 2048, 1", "HANN, 100, 1", "HAMMING, 2048, 1.08", "BOX, 100, 2"})
    void shouldAddUpOverFramesThatOverlapByHalf(Taper taper, int length, double sum) {
        double scale = 0.25;

        double[] table = Tapers.of(taper, length, scale);

        for (int i = 0; i < length / 2; i++) {
            assertThat(table[i] + table[i + length / 2]).isCloseTo(scale * sum, within(1e-12));
            assertThat(table[(length - i) % length]).isCloseTo(table[i], within(1e-12));
        }
    }
}
