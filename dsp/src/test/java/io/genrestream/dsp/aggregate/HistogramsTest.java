package io.genrestream.dsp.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.FrontEndSpec;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistogramsTest {
    static Stream<FrontEndSpec> specs() {
        String natural = FrontEndSpec.SHIPPED
                .canonical()
                .replace("log=db", "log=ln")
                .replace("dct=ortho", "dct=none")
                .replace("rate=22050", "rate=44100");
        return Stream.of(FrontEndSpec.SHIPPED, FrontEndSpec.CUSTOMARY, FrontEndSpec.parse(natural));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void shouldFindTheMedianWithinABin(FrontEndSpec spec) {
        AggregatedFeatures features = new AggregatedFeatures(spec);
        int width = features.count();
        int frames = 1001;
        Random random = new Random(11);
        float[][] columns = new float[width][frames];
        Histograms histograms = new Histograms(features);
        for (int frame = 0; frame < frames; frame++) {
            float[] row = new float[width];
            for (int i = 0; i < width; i++) {
                double place = 0.2 + 0.6 * Math.pow(random.nextDouble(), 1 + i % 3);
                row[i] = (float) (features.low(i) + place * (features.high(i) - features.low(i)));
                columns[i][frame] = row[i];
            }
            histograms.add(row, 0);
            if (frame % 100 == 0) {
                histograms = Histograms.decode(features, histograms.encode());
            }
        }
        float[] values = new float[width * Statistic.COUNT];

        histograms.writeMedians(values);

        for (int i = 0; i < width; i++) {
            Arrays.sort(columns[i]);
            double median = columns[i][frames / 2];
            assertThat((double) values[i * Statistic.COUNT + Statistic.MEDIAN.ordinal()])
                    .isCloseTo(median, within(histograms.width(i)));
        }
    }

    @Test
    void shouldCountWhatIsBeyondTheRangeInTheOuterBins() {
        AggregatedFeatures features = new AggregatedFeatures(FrontEndSpec.SHIPPED);
        float[] row = new float[features.count()];
        Arrays.fill(row, 1e9f);
        Histograms histograms = new Histograms(features);
        histograms.add(row, 0);
        float[] values = new float[features.count() * Statistic.COUNT];

        histograms.writeMedians(values);

        assertThat((double) values[Statistic.MEDIAN.ordinal()])
                .isCloseTo(features.high(0), within(histograms.width(0)));
    }

    @Test
    void shouldNameEveryValueOnce() {
        AggregatedFeatures features = new AggregatedFeatures(FrontEndSpec.SHIPPED);

        assertThat(features.names())
                .hasSize(45 * Statistic.COUNT)
                .doesNotHaveDuplicates()
                .startsWith("mfcc_0.mean", "mfcc_0.std")
                .contains("mfcc_3.mean", "rms.median", "chroma_11.kurtosis");
    }
}
