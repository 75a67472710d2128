package io.genrestream.dsp.fma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PitchPeaksTest {
    private static final int FFT = 2048;
    private static final double BIN_HZ = 22050.0 / FFT;

    @ParameterizedTest
    @ValueSource(doubles = {-0.4, -0.13, 0, 0.25, 0.47})
    void shouldFindTheTuningOfPeaksBetweenBins(double tuning) {
        PitchPeaks peaks = new PitchPeaks(22050, FFT);
        for (int semitone = 0; semitone < 24; semitone++) {
            double place = 440 * Math.pow(2, (semitone + tuning + 0.005) / 12) / BIN_HZ;
            double[] spectrum = new double[FFT / 2 + 1];
            Arrays.setAll(spectrum, bin -> Math.max(0, 4 - (bin - place) * (bin - place)));
            peaks.add(spectrum, 4);
        }

        assertThat(peaks.tuning()).isCloseTo(tuning, within(1e-9));
    }

    @Test
    void shouldBeInTuneWithoutPeaks() {
        PitchPeaks peaks = new PitchPeaks(22050, FFT);
        peaks.add(new double[FFT / 2 + 1], 0);

        assertThat(peaks.tuning()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void shouldFindTheMedianThatSortingFinds(int count) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) Math.exp(4 * random.nextGaussian());
        }
        float[] sorted = values.clone();
        Arrays.sort(sorted);

        assertThat(RankedValues.median(values, count)).isEqualTo((sorted[(count - 1) / 2] + sorted[count / 2]) / 2);
    }
}
