package io.genrestream.dsp.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.FrontEndSpec;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final int FEATURES = new AggregatedFeatures(FrontEndSpec.SHIPPED).count();

    @Test
    void shouldGoOnFromItsBytesAsIfNothingHadBeen() {
        Frames frames = Frames.random(1, 500, FEATURES);
        Moments whole = new Moments(FEATURES);
        Moments moved = new Moments(FEATURES);
        for (int frame = 0; frame < frames.frames(); frame++) {
            whole.add(frames.rows(), frame * FEATURES);
            moved.add(frames.rows(), frame * FEATURES);
            if (frame % 50 == 0) {
                moved = Moments.decode(moved.encode());
            }
        }

        assertThat(moved.encode()).isEqualTo(whole.encode());
        assertThat(moved.count()).isEqualTo(500);
    }

    @Test
    void shouldFitInTwoKilobytesAtTheShippedSpec() {
        assertThat(new Moments(FEATURES).encode()).hasSizeLessThanOrEqualTo(2048);
    }

    @Test
    void shouldKeepItsDigitsOverTenHoursFarFromZero() {
        int hours = 10 * 3600 * 22050 / 1920;
        Moments moments = new Moments(1);
        for (int i = 0; i < hours; i++) {
            moments.add(new float[] {10000 + (i % 2 == 0 ? 1 : -1)}, 0);
        }
        float[] values = new float[Statistic.COUNT];

        moments.write(values);

        assertThat(values[Statistic.MEAN.ordinal()]).isCloseTo(10000, within(1e-2f));
        assertThat(values[Statistic.STANDARD_DEVIATION.ordinal()]).isCloseTo(1, within(1e-6f));
        assertThat(values[Statistic.SKEW.ordinal()]).isCloseTo(0, within(1e-3f));
        assertThat(values[Statistic.KURTOSIS.ordinal()]).isCloseTo(-2, within(1e-5f));
    }
}
