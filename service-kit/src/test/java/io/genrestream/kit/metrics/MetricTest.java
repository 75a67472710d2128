package io.genrestream.kit.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.genrestream.kit.metrics.Metric.Type;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MetricTest {
    @Test
    void shouldFollowPrometheusConventions() {
        assertThat(Metric.values()).extracting(Metric::id).doesNotHaveDuplicates();
        assertThat(Metric.values()).allSatisfy(metric -> {
            assertThat(metric.id()).matches("genrestream(_[a-z]+)+");
            assertThat(metric.id().endsWith("_total")).isEqualTo(metric.type() == Type.COUNTER);
            assertThat(metric.id().contains("_seconds")).isEqualTo(metric.unit().equals("seconds"));
            assertThat(metric.meaning()).endsWith(".");
            assertThat(metric.services()).isNotEmpty();
        });
    }

    @Test
    void shouldRefuseOtherLabelsThanItsOwn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.DEAD_LETTERS.counter(new SimpleMeterRegistry()))
                .withMessage("genrestream_dead_letters_total has the labels [code]");
    }
}
