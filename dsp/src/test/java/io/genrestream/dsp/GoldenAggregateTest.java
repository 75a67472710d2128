package io.genrestream.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.aggregate.ExactAggregate;
import io.genrestream.dsp.aggregate.Statistic;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenAggregateTest {
    private static final Differences DIFFERENCES = new Differences("aggregates and numpy or scipy");

    static Stream<Arguments> cases() {
        return GoldenFrontEndTest.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldGiveWhatNumpyAndScipyGive(String signal, String name) {
        FrontEndSpec spec = GoldenVectors.specs().get(name);
        float[][] rows = GoldenVectors.rows(signal + "." + name + ".f32", spec.frameWidth());
        int width = spec.frameWidth() - spec.bands();
        float[] aggregated = new float[rows.length * width];
        for (int frame = 0; frame < rows.length; frame++) {
            System.arraycopy(rows[frame], spec.bands(), aggregated, frame * width, width);
        }

        float[] values = ExactAggregate.of(aggregated, rows.length, width);

        double[] golden = GoldenVectors.doubles(signal + "." + name + ".stats");
        assertThat(values).hasSameSizeAs(golden);
        for (int i = 0; i < values.length; i++) {
            Statistic statistic = Statistic.values()[i % Statistic.COUNT];
            double[] feature = Arrays.copyOfRange(golden, i - statistic.ordinal(), i - statistic.ordinal() + 7);
            double difference = Math.abs(values[i] - golden[i]) / scale(statistic, feature);
            DIFFERENCES.take(statistic.label(), name, tolerance(statistic), difference);
            assertThat(difference)
                    .as("%d %s", i / Statistic.COUNT, statistic)
                    .isLessThanOrEqualTo(tolerance(statistic));
        }
    }

    @AfterAll
    static void print() {
        DIFFERENCES.print();
    }

    /** Values are float: they cannot be nearer than a ten-millionth of the feature's largest. */
    private static double scale(Statistic statistic, double[] feature) {
        return switch (statistic) {
            case SKEW, KURTOSIS -> 1;
            default -> Math.max(1, Math.max(Math.abs(feature[2]), Math.abs(feature[3])));
        };
    }

    private static double tolerance(Statistic statistic) {
        return switch (statistic) {
            case SKEW, KURTOSIS -> 1e-5;
            default -> 1e-7;
        };
    }
}
