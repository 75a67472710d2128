package io.genrestream.dsp.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.window.Window;
import io.genrestream.dsp.window.WindowCutter;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowAggregateTest {
    private static final FrontEndSpec SPEC = FrontEndSpec.SHIPPED;
    private static final AggregatedFeatures FEATURES = new AggregatedFeatures(SPEC);

    private final WindowAggregate aggregate = new WindowAggregate(SPEC);
    private final WindowCutter cutter = new WindowCutter(SPEC);

    @Test
    void shouldBeTheExactStatisticsOfTheFramesThenTheWindowsOwnValues() {
        float[] rows = rows(1);
        Window window = cutter.cut(0, rows, 0);

        float[] values = values(window);

        assertThat(values).hasSameSizeAs(WindowAggregate.names(SPEC)).startsWith(statistics(rows, SPEC.frames()));
        assertThat(value(values, "loudness_db")).isEqualTo(window.loudnessDb());
        assertThat(value(values, "silent_fraction")).isEqualTo(window.silentFraction());
        float[] levels = new float[SPEC.frames()];
        for (int frame = 0; frame < levels.length; frame++) {
            levels[frame] = rows[frame * SPEC.frameWidth() + SPEC.bands()];
        }
        Arrays.sort(levels);
        assertThat(value(values, "mfcc_0.median")).isEqualTo((levels[16] + levels[17]) / 2);
    }

    @Test
    void shouldCountTheFramesThatWereHeardAlone() {
        float[] rows = rows(2);

        float[] values = values(cutter.cutRest(0, rows, 0, 11, 30_000));

        assertThat(values).startsWith(statistics(rows, 11));
    }

    @Test
    void shouldForgetTheWindowBefore() {
        Window window = cutter.cutRest(0, rows(3), 0, 20, 50_000);
        float[] first = values(window);
        values(cutter.cut(0, rows(4), 0));

        assertThat(values(window)).isEqualTo(first);
    }

    private float[] values(Window window) {
        float[] values = new float[aggregate.count()];
        aggregate.write(window, values);
        return values;
    }

    private static float value(float[] values, String name) {
        List<String> names = WindowAggregate.names(SPEC);
        return values[names.indexOf(name)];
    }

    private static float[] statistics(float[] rows, int frames) {
        float[] features = new float[frames * FEATURES.count()];
        for (int frame = 0; frame < frames; frame++) {
            System.arraycopy(
                    rows,
                    frame * SPEC.frameWidth() + FEATURES.firstColumn(),
                    features,
                    frame * FEATURES.count(),
                    FEATURES.count());
        }
        return ExactAggregate.of(features, frames, FEATURES.count());
    }

    private static float[] rows(long seed) {
        Random random = new Random(seed);
        float[] rows = new float[SPEC.frames() * SPEC.frameWidth()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) (random.nextGaussian() * 10);
        }
        return rows;
    }
}
