package io.genrestream.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.FrontEndSpec;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The triangles by what defines them, at a transform fine enough to see their shape. */
class MelBankTest {
    private static final int FFT = 16384;
    private static final double BIN_HZ = 22050.0 / FFT;

    @ParameterizedTest
    @ValueSource(strings = {"slaney", "htk"})
    void shouldGiveEachTriangleTheSameArea(String scale) {
        double[][] weights = weights(spec("mel=" + scale + " norm=slaney fmin=50.0 fmax=10000.0"));

        for (double[] band : weights) {
            assertThat(DoubleStream.of(band).sum() * BIN_HZ).isCloseTo(1, within(2e-3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"slaney", "htk"})
    void shouldAddUpToOneBetweenTheFirstCentreAndTheLast(String scale) {
        FrontEndSpec spec = spec("mel=" + scale + " norm=none fmin=50.0 fmax=10000.0");
        double[] points = MelBank.points(spec);
        double[][] weights = weights(spec);

        for (int bin = 0; bin <= FFT / 2; bin++) {
            double hz = bin * BIN_HZ;
            double sum = 0;
            for (double[] band : weights) {
                sum += band[bin];
            }
            if (hz >= points[1] && hz <= points[spec.bands()]) {
                assertThat(sum).as("at %f Hz", hz).isCloseTo(1, within(1e-12));
            } else if (hz <= points[0] || hz >= points[spec.bands() + 1]) {
                assertThat(sum).as("at %f Hz", hz).isZero();
            }
        }
    }

    @Test
    void shouldSpaceItsPointsEquallyInMel() {
        double[] htk = DoubleStream.of(MelBank.points(spec("mel=htk fmin=50.0 fmax=10000.0")))
                .map(hz -> 2595 * Math.log10(1 + hz / 700))
                .toArray();
        double[] slaney = MelBank.points(spec("mel=slaney fmin=0.0 fmax=11025.0"));

        for (double step : steps(htk)) {
            assertThat(step).isCloseTo(steps(htk)[0], within(1e-9));
        }
        // Slaney's scale: equal steps below 1 kHz, equal ratios above.
        assertThat(slaney[2] - slaney[1]).isCloseTo(slaney[1] - slaney[0], within(1e-9));
        assertThat(slaney[97] / slaney[96]).isCloseTo(slaney[96] / slaney[95], within(1e-12));
        assertThat(slaney[0]).isZero();
        assertThat(slaney[97]).isCloseTo(11025, within(1e-6));
    }

    @Test
    void shouldRaiseMagnitudesToThePowerOfTheFrontEnd() {
        double[] spectrum = new double[FFT / 2 + 1];
        Arrays.fill(spectrum, 9); // power, of the magnitude 3

        assertThat(energies(spec("power=1.0 norm=none"), spectrum)[40])
                .isCloseTo(energies(spec("power=2.0 norm=none"), spectrum)[40] / 3, within(1e-9));
        assertThat(energies(spec("power=3.0 norm=none"), spectrum)[40])
                .isCloseTo(energies(spec("power=2.0 norm=none"), spectrum)[40] * 3, within(1e-9));
    }

    /** {@code [bands][bins]}: what each bin alone gives. */
    private static double[][] weights(FrontEndSpec spec) {
        MelBank bank = new MelBank(spec);
        double[][] weights = new double[spec.bands()][FFT / 2 + 1];
        double[] spectrum = new double[FFT / 2 + 1];
        double[] energies = new double[spec.bands()];
        for (int bin = 0; bin < spectrum.length; bin++) {
            spectrum[bin] = 1;
            bank.sum(spectrum, energies);
            spectrum[bin] = 0;
            for (int band = 0; band < energies.length; band++) {
                weights[band][bin] = energies[band];
            }
        }
        return weights;
    }

    private static double[] energies(FrontEndSpec spec, double[] spectrum) {
        double[] energies = new double[spec.bands()];
        new MelBank(spec).sum(spectrum, energies);
        return energies;
    }

    private static double[] steps(double[] values) {
        double[] steps = new double[values.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = values[i + 1] - values[i];
        }
        return steps;
    }

    private static FrontEndSpec spec(String pairs) {
        String text = FrontEndSpec.SHIPPED.canonical().replace("fft=2048", "fft=" + FFT);
        for (String pair : pairs.split(" ")) {
            text = text.replaceFirst("\\b" + pair.substring(0, pair.indexOf('=')) + "=\\S+", pair);
        }
        return FrontEndSpec.parse(text);
    }
}
