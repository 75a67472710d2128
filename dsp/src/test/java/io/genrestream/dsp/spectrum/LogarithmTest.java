package io.genrestream.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.FrontEndSpec;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogarithmTest {
    private static final FrontEndSpec SPEC = FrontEndSpec.CUSTOMARY;

    @Test
    void shouldBeWithinAHundredThousandthOfADecibel() {
        Random random = new Random(3);
        Logarithm logarithm = new Logarithm(SPEC);
        double[] energies = new double[SPEC.bands()];
        for (int round = 0; round < 2000; round++) {
            for (int i = 0; i < energies.length; i++) {
                energies[i] = Math.pow(10, random.nextDouble() * 20 - 10);
            }
            double[] decibels = energies.clone();

            logarithm.apply(decibels);

            for (int i = 0; i < energies.length; i++) {
                assertThat(Math.abs(decibels[i] - 10 * Math.log10(energies[i]))).isLessThan(1e-5);
            }
        }
    }

    @Test
    void shouldMeetPowersOfTwoAndTheirNeighbours() {
        Logarithm logarithm = new Logarithm(SPEC);
        double[] values = {1, 2, 4, 0.5, Math.sqrt(0.5), Math.sqrt(2), Math.nextDown(1.0), Math.nextUp(1.0), 1e-10};
        double[] decibels = java.util.Arrays.copyOf(values, SPEC.bands());

        logarithm.apply(decibels);

        for (int i = 0; i < values.length; i++) {
            assertThat(Math.abs(decibels[i] - 10 * Math.log10(values[i]))).isLessThan(1e-8);
        }
    }

    @Test
    void shouldStopAtTheFloorAndAddTheOffset() {
        FrontEndSpec natural = FrontEndSpec.parse(SPEC.canonical()
                .replace("log=db", "log=ln")
                .replace("offset=0.0", "offset=1.0")
                .replace("floor=1.0E-10", "floor=1.5"));
        double[] energies = new double[natural.bands()];
        energies[1] = 3;

        new Logarithm(natural).apply(energies);

        assertThat(Math.abs(energies[0] - Math.log(1.5))).isLessThan(1e-9);
        assertThat(Math.abs(energies[1] - Math.log(4))).isLessThan(1e-9);
    }
}
