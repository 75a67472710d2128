package io.genrestream.dsp.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.FrontEndSpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WholeAggregateTest {
    private static final FrontEndSpec SPEC = FrontEndSpec.SHIPPED;
    private static final AggregatedFeatures FEATURES = new AggregatedFeatures(SPEC);
    private static final int EXACT = FEATURES.rollingFrames();

    private final WholeAggregate aggregate = new WholeAggregate(FEATURES);

    @Test
    void shouldBeExactForHalfAMinute() {
        Frames frames = Frames.random(1, EXACT, FEATURES.count());
        add(frames);

        assertThat(aggregate.values()).isEqualTo(ExactAggregate.of(frames.rows(), EXACT, FEATURES.count()));
        assertThat(aggregate.frames()).isEqualTo(EXACT);
    }

    @Test
    void shouldLoseNothingButTheMediansDigitsBeyondThat() {
        Frames frames = Frames.random(2, EXACT + 1, FEATURES.count());
        add(frames);

        float[] values = aggregate.values();

        float[] exact = ExactAggregate.of(frames.rows(), EXACT + 1, FEATURES.count());
        for (int i = 0; i < exact.length; i++) {
            if (i % Statistic.COUNT != Statistic.MEDIAN.ordinal()) {
                assertThat(values[i]).as(FEATURES.names().get(i)).isEqualTo(exact[i]);
            }
        }
        Histograms bins = new Histograms(FEATURES);
        int plain = 5; // within its range, as random values of the others are not
        assertThat(values[plain * Statistic.COUNT + Statistic.MEDIAN.ordinal()])
                .isCloseTo(
                        exact[plain * Statistic.COUNT + Statistic.MEDIAN.ordinal()], within((float) bins.width(plain)));
    }

    @Test
    void shouldNotDependOnHowMuchWasSummedUpBefore() {
        Frames frames = Frames.random(3, EXACT + 40, FEATURES.count());
        add(frames);
        FrameTotals before = FrameTotals.none(FEATURES);
        for (int frame = 0; frame < 300; frame++) {
            before.add(frames.rows(), frame * FEATURES.count());
        }
        float[] rest = Arrays.copyOfRange(frames.rows(), 300 * FEATURES.count(), frames.rows().length);

        assertThat(WholeAggregate.of(FEATURES, before, rest, EXACT + 40 - 300)).isEqualTo(aggregate.values());
    }

    @Test
    void shouldForgetTheTrackBefore() {
        add(Frames.random(4, EXACT + 10, FEATURES.count()));
        aggregate.clear();
        Frames next = Frames.random(5, 20, FEATURES.count());
        add(next);

        assertThat(aggregate.values()).isEqualTo(ExactAggregate.of(next.rows(), 20, FEATURES.count()));
        assertThat(aggregate.frames()).isEqualTo(20);
    }

    private void add(Frames frames) {
        float[] row = new float[SPEC.frameWidth()];
        for (int frame = 0; frame < frames.frames(); frame++) {
            System.arraycopy(frames.rows(), frame * frames.width(), row, FEATURES.firstColumn(), frames.width());
            aggregate.add(row);
        }
    }
}
