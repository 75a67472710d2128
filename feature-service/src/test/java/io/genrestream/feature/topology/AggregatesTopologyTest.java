package io.genrestream.feature.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.aggregate.AggregatedFeatures;
import io.genrestream.dsp.aggregate.Histograms;
import io.genrestream.event.FeatureAggregate;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AggregatesTopologyTest {
    private static final FrontEndSpec SPEC = FrontEndSpec.SHIPPED;
    private static final int ROLLING_FRAMES = 344;
    private static final AggregatedFeatures FEATURES = new AggregatedFeatures(SPEC);

    @AutoClose
    private final TopologyFixture topology = new TopologyFixture();

    @Test
    void shouldAggregateTheLastThirtySecondsEveryFiveWindows() {
        short[] pcm = Chunks.noise(48, 1);
        List<float[]> frames = Chunks.frames(SPEC, pcm);

        topology.pipe(Chunks.ofSeconds("a", pcm));

        List<FeatureAggregate> rolling = topology.aggregates().stream()
                .filter(aggregate -> !aggregate.getFinal$())
                .toList();
        assertThat(rolling).hasSize(6);
        for (int i = 0; i < rolling.size(); i++) {
            FeatureAggregate aggregate = rolling.get(i);
            int end = (5 * (i + 1) - 1) * SPEC.every() + SPEC.frames();
            int start = Math.max(0, end - ROLLING_FRAMES);
            assertThat(aggregate.getFrames()).isEqualTo(end - start);
            assertThat(aggregate.getStartSample()).isEqualTo((long) start * SPEC.hop());
            assertThat(aggregate.getEndSample()).isEqualTo((end - 1L) * SPEC.hop() + SPEC.window());
            assertSameStatistics(aggregate, frames.subList(start, end), 0);
        }
    }

    @Test
    void shouldAggregateAShortStreamExactly() {
        short[] pcm = Chunks.noise(20, 2);

        topology.pipe(Chunks.ofSeconds("a", pcm));

        FeatureAggregate last = topology.aggregates().getLast();
        assertThat(last.getFinal$()).isTrue();
        assertThat(last.getExternalId()).isEqualTo("isrc-a");
        assertSameStatistics(last, Chunks.frames(SPEC, pcm), 0);
    }

    @Test
    void shouldAggregateALongStreamWithMediansWithinABin() {
        short[] pcm = Chunks.noise(95, 3);

        topology.pipe(Chunks.ofSeconds("a", pcm));

        FeatureAggregate last = topology.aggregates().getLast();
        List<float[]> frames = Chunks.frames(SPEC, pcm);
        assertThat(last.getFinal$()).isTrue();
        assertThat(last.getFrames()).isEqualTo(frames.size());
        assertThat(last.getEndSample()).isEqualTo((frames.size() - 1L) * SPEC.hop() + SPEC.window());
        assertSameStatistics(last, frames, 1);
    }

    @Test
    void shouldNotAggregateAStreamWithoutFrames() {
        topology.pipe(Chunks.ofSeconds("a", new short[2_000]));

        assertThat(topology.aggregates()).isEmpty();
    }

    /** @param medianBins how far the median may be off, in bins of the histogram */
    private static void assertSameStatistics(FeatureAggregate aggregate, List<float[]> frames, double medianBins) {
        FloatBuffer values =
                aggregate.getValues().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        assertThat(values.remaining()).isEqualTo(aggregate.getNames().size()).isEqualTo(45 * 7);
        Histograms histograms = new Histograms(FEATURES);
        for (int feature = 0; feature < FEATURES.count(); feature++) {
            int column = FEATURES.firstColumn() + feature;
            double[] all = frames.stream().mapToDouble(row -> row[column]).toArray();
            Map<String, Double> expected = statistics(all);
            for (int i = 0; i < 7; i++) {
                int at = feature * 7 + i;
                String name = aggregate.getNames().get(at);
                String statistic = name.substring(name.indexOf('.') + 1);
                double tolerance = 1e-3 * Math.max(1, Math.abs(expected.get(statistic)))
                        + (statistic.equals("median") ? medianBins * histograms.width(feature) : 0);
                assertThat((double) values.get(at)).as(name).isCloseTo(expected.get(statistic), within(tolerance));
            }
        }
    }

    private static Map<String, Double> statistics(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = central(values, mean, 2);
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        boolean varies = variance > 0;
        return Map.of(
                "mean",
                mean,
                "std",
                Math.sqrt(variance),
                "min",
                sorted[0],
                "max",
                sorted[sorted.length - 1],
                "median",
                median,
                "skew",
                varies ? central(values, mean, 3) / Math.pow(variance, 1.5) : 0,
                "kurtosis",
                varies ? central(values, mean, 4) / (variance * variance) - 3 : 0);
    }

    private static double central(double[] values, double mean, int power) {
        return Arrays.stream(values)
                .map(value -> Math.pow(value - mean, power))
                .average()
                .orElseThrow();
    }
}
