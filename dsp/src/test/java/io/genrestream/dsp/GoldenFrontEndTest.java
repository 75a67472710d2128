package io.genrestream.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenFrontEndTest {
    private static final double LOG_MEL = 1e-3;
    private static final double MFCC = 1e-2;

    private static final Differences DIFFERENCES = new Differences("the front end and librosa");

    static Stream<Arguments> cases() {
        return GoldenVectors.SIGNALS.stream()
                .flatMap(signal -> GoldenVectors.specs().keySet().stream().map(spec -> Arguments.of(signal, spec)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldGiveWhatLibrosaGives(String signal, String name) {
        FrontEndSpec spec = GoldenVectors.specs().get(name);

        float[][] ours = Rows.of(spec, GoldenVectors.samples(signal));

        float[][] librosas = GoldenVectors.rows(signal + "." + name + ".f32", spec.frameWidth());
        assertThat(ours).hasSameDimensionsAs(librosas);
        for (int column = 0; column < spec.frameWidth(); column++) {
            double worst = 0;
            for (int frame = 0; frame < ours.length; frame++) {
                worst = Math.max(worst, Math.abs((double) ours[frame][column] - librosas[frame][column]));
            }
            DIFFERENCES.take(group(spec, column), name, tolerance(spec, column), worst);
            assertThat(worst).as(label(spec, column)).isLessThanOrEqualTo(tolerance(spec, column));
        }
    }

    @Test
    void shouldCoverTheShippedAndTheCustomaryFrontEnd() {
        Map<String, FrontEndSpec> specs = GoldenVectors.specs();

        assertThat(specs).containsEntry("shipped", FrontEndSpec.SHIPPED);
        assertThat(specs).containsEntry("customary", FrontEndSpec.CUSTOMARY);
    }

    @AfterAll
    static void print() {
        DIFFERENCES.print();
    }

    /** The table's row: all bands, all MFCC, all bands of contrast and all chroma are one. */
    private static String group(FrontEndSpec spec, int column) {
        return label(spec, column).replaceFirst("[_ ]\\d+$", "");
    }

    private static String label(FrontEndSpec spec, int column) {
        int mfcc = column - spec.bands();
        int descriptor = mfcc - spec.mfccCount();
        return mfcc < 0 ? "band " + column : descriptor < 0 ? "mfcc " + mfcc : Descriptor.values()[descriptor].label();
    }

    private static double tolerance(FrontEndSpec spec, int column) {
        if (column < spec.bands()) {
            return LOG_MEL;
        }
        int descriptor = column - spec.bands() - spec.mfccCount();
        return descriptor < 0 ? MFCC : DescriptorTolerance.of(Descriptor.values()[descriptor]);
    }
}
