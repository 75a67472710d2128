package io.genrestream.dsp.fma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.genrestream.dsp.Differences;
import io.genrestream.dsp.GoldenVectors;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FmaFeaturesTest {
    private static final Differences DIFFERENCES = new Differences("FMA's features and librosa");

    @ParameterizedTest
    @CsvSource({"music,music", "sweep,sweep", "chords,fma/chords", "clicks,fma/clicks"})
    void shouldGiveThePublishedDefinition(String name, String samples) {
        short[] pcm = GoldenVectors.samples(samples);
        FmaFeatures features = new FmaFeatures();
        features.add(pcm, 0, pcm.length);

        float[] values = features.finish();

        double[] golden = GoldenVectors.doubles("fma/" + name + ".f64");
        assertThat(values).hasSameSizeAs(golden);
        for (int i = 0; i < values.length; i++) {
            FmaColumn column = FmaColumn.all().get(i);
            double difference = Math.abs(values[i] - golden[i]);
            double allowed = FmaTolerance.of(column, name);
            boolean shape = FmaTolerance.isShape(column);
            DIFFERENCES.take(column.feature() + (shape ? ", skew and kurtosis" : ""), name, allowed, difference);
            assertThat(difference).as(column.toString()).isLessThanOrEqualTo(allowed);
        }
    }

    @AfterAll
    static void print() {
        DIFFERENCES.print();
    }

    @Test
    void shouldHaveTheColumnsOfThePublishedTable() {
        assertThat(FmaColumn.all())
                .extracting(column -> column.feature() + " " + column.statistics() + " " + column.number())
                .isEqualTo(GoldenVectors.lines("fma/columns.txt"));
    }

    @Test
    void shouldNotDependOnHowTheSamplesAreCut() {
        short[] pcm = GoldenVectors.samples("fma/chords");
        FmaFeatures features = new FmaFeatures();
        features.add(pcm, 0, pcm.length);
        float[] whole = features.finish();
        Random random = new Random(3);

        for (int at = 0; at < pcm.length; ) {
            int length = Math.min(random.nextInt(3000), pcm.length - at);
            features.add(pcm, at, length);
            at += length;
        }

        assertThat(features.finish()).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({"1,7", "511,-300", "1500,9", "40000,0"})
    void shouldGiveFiniteValuesForShortAndSilentClips(int length, short level) {
        short[] pcm = new short[length];
        Arrays.fill(pcm, level);
        FmaFeatures features = new FmaFeatures();
        features.add(pcm, 0, length);

        for (float value : features.finish()) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void shouldRefuseAClipWithoutSamples() {
        assertThatIllegalStateException().isThrownBy(() -> new FmaFeatures().finish());
    }
}
