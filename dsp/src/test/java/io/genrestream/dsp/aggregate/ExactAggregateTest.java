package io.genrestream.dsp.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactAggregateTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 34, 337})
    void shouldGiveTheTextbooksStatistics(int count) {
        Frames frames = Frames.random(count, count, 6);

        float[] values = ExactAggregate.of(frames.rows(), count, 6);

        for (int feature = 0; feature < 6; feature++) {
            float[] sorted = frames.sorted(feature);
            double variance = frames.central(feature, 2);
            boolean varies = sorted[0] < sorted[count - 1];
            double scale = Math.max(1, Math.abs(frames.mean(feature)));
            assertThat(value(values, feature, Statistic.MEAN)).isCloseTo(frames.mean(feature), within(1e-6 * scale));
            assertThat(value(values, feature, Statistic.STANDARD_DEVIATION))
                    .isCloseTo(Math.sqrt(variance), within(1e-6 * 6));
            assertThat(value(values, feature, Statistic.MINIMUM)).isEqualTo(sorted[0]);
            assertThat(value(values, feature, Statistic.MAXIMUM)).isEqualTo(sorted[count - 1]);
            assertThat(value(values, feature, Statistic.MEDIAN))
                    .isCloseTo((sorted[(count - 1) / 2] + sorted[count / 2]) / 2.0, within(1e-6 * scale));
            assertThat(value(values, feature, Statistic.SKEW))
                    .isCloseTo(varies ? frames.central(feature, 3) / Math.pow(variance, 1.5) : 0, within(1e-4));
            assertThat(value(values, feature, Statistic.KURTOSIS))
                    .isCloseTo(varies ? frames.central(feature, 4) / (variance * variance) - 3 : 0, within(1e-3));
        }
    }

    @Test
    void shouldBeAllZeroWithoutFrames() {
        assertThat(ExactAggregate.of(new float[0], 0, 3))
                .hasSize(3 * Statistic.COUNT)
                .containsOnly(0);
    }

    private static double value(float[] values, int feature, Statistic statistic) {
        return values[feature * Statistic.COUNT + statistic.ordinal()];
    }
}
