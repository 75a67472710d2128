package io.genrestream.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.aggregate.WindowAggregate;
import io.genrestream.dsp.spectrum.Dct;
import io.genrestream.dsp.window.Window;
import io.genrestream.dsp.window.WindowCutter;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a model of the input {@code aggregate} was trained on, by {@code training/genretrain/inputs.py}, is what it is
 * then fed. {@code training/genretrain/testwindows.py} says how the golden files are made.
 */
class GoldenWindowAggregateTest {
    private static final FrontEndSpec SPEC = FrontEndSpec.SHIPPED;
    private static final Differences DIFFERENCES = new Differences("statistics of a window and those of the training");

    @ParameterizedTest
    @ValueSource(strings = {"noise", "still", "silence", "late", "short"})
    void shouldGiveTheStatisticsThatTrainingGives(String name) {
        float[][] logMel = GoldenVectors.rows("windows/" + name + ".log_mel", SPEC.bands());
        WindowAggregate aggregate = new WindowAggregate(SPEC);

        float[] values = new float[aggregate.count()];
        aggregate.write(window(logMel), values);

        List<String> known = WindowAggregate.names(SPEC);
        List<String> names = GoldenVectors.lines("windows/names.txt");
        float[] golden = GoldenVectors.rows("windows/" + name + ".aggregate", names.size())[0];
        for (int i = 0; i < golden.length; i++) {
            String statistic = names.get(i).substring(names.get(i).indexOf('.') + 1);
            double difference = Math.abs(values[known.indexOf(names.get(i))] - golden[i]);
            DIFFERENCES.take(statistic, "shipped", tolerance(statistic), difference);
            assertThat(difference).as(names.get(i)).isLessThanOrEqualTo(tolerance(statistic));
        }
    }

    @AfterAll
    static void print() {
        DIFFERENCES.print();
    }

    private static Window window(float[][] logMel) {
        Dct dct = new Dct(SPEC);
        float[] rows = new float[logMel.length * SPEC.frameWidth()];
        double[] bands = new double[SPEC.bands()];
        for (int frame = 0; frame < logMel.length; frame++) {
            for (int band = 0; band < bands.length; band++) {
                bands[band] = logMel[frame][band];
            }
            dct.transform(bands, rows, frame * SPEC.frameWidth() + SPEC.bands());
        }
        WindowCutter cutter = new WindowCutter(SPEC);
        return logMel.length == SPEC.frames()
                ? cutter.cut(0, rows, 0)
                : cutter.cutRest(0, rows, 0, logMel.length, (long) logMel.length * SPEC.hop() + SPEC.window());
    }

    /** Python's MFCC are in float32, some millionths of c0 beside these; in silence c0 is -980. */
    private static double tolerance(String statistic) {
        return switch (statistic) {
            case "skew", "kurtosis" -> 5e-4;
            default -> 2e-3;
        };
    }
}
