package io.genrestream.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Signals whose features are known without any other implementation. */
class AnalyticSignalTest {
    private static final FrontEndSpec SPEC = FrontEndSpec.SHIPPED;
    private static final double BIN_HZ = (double) SPEC.sampleRate() / SPEC.fft();

    @Test
    void shouldFindASineOnABin() {
        int bin = 100;
        double amplitude = 0.5;

        float[] row = row(i -> amplitude * Math.sin(2 * Math.PI * bin * i / SPEC.fft()));

        assertThat(descriptor(row, Descriptor.RMS)).isCloseTo(amplitude / Math.sqrt(2), within(1e-5));
        assertThat(descriptor(row, Descriptor.CENTROID)).isCloseTo(bin * BIN_HZ, within(1.0));
        assertThat(descriptor(row, Descriptor.ROLLOFF)).isCloseTo((bin + 1) * BIN_HZ, within(1e-2));
        assertThat(descriptor(row, Descriptor.ZERO_CROSSING_RATE))
                .isCloseTo(2.0 * bin / SPEC.fft(), within(1.0 / SPEC.window()));
        // 1076.7 Hz lies between C6 (1046.5) and C#6 (1108.7), a hair nearer to C.
        assertThat(descriptor(row, Descriptor.CHROMA_0)).isEqualTo(1.0);
        assertThat(descriptor(row, Descriptor.CHROMA_6)).isLessThan(1e-3);
    }

    @Test
    void shouldGiveASinesPowerToItsBandAlone() {
        int bin = 100;
        double amplitude = 0.5;
        // Hann's main lobe: the bin itself has (A N / 4)^2, its neighbours a quarter of that; the weights are the
        // bank's.
        double[] power = new double[SPEC.fft() / 2 + 1];
        power[bin] = Math.pow(amplitude * SPEC.fft() / 4, 2);
        power[bin - 1] = power[bin] / 4;
        power[bin + 1] = power[bin] / 4;
        double[] energies = new double[SPEC.bands()];
        new io.genrestream.dsp.spectrum.MelBank(SPEC).sum(power, energies);

        float[] row = row(i -> amplitude * Math.sin(2 * Math.PI * bin * i / SPEC.fft()));

        for (int band = 0; band < SPEC.bands(); band++) {
            if (energies[band] > 0) {
                assertThat((double) row[band]).isCloseTo(10 * Math.log10(energies[band]), within(0.01));
            } else {
                assertThat(row[band]).isLessThan(-40f);
            }
        }
    }

    @Test
    void shouldSpreadAnImpulseEvenly() {
        int at = SPEC.window() / 2; // where the periodic Hann window is 1

        float[] row = row(i -> i == at ? 0.5 : 0);

        assertThat(descriptor(row, Descriptor.FLATNESS)).isCloseTo(1, within(1e-6));
        assertThat(descriptor(row, Descriptor.CENTROID)).isCloseTo(SPEC.sampleRate() / 4.0, within(1e-2));
        assertThat(descriptor(row, Descriptor.CONTRAST_3)).isCloseTo(0, within(1e-6));
        assertThat(descriptor(row, Descriptor.RMS)).isCloseTo(0.5 / Math.sqrt(SPEC.window()), within(1e-7));
    }

    @Test
    void shouldKeepDcInTheLowestBins() {
        float[] row = row(i -> 0.25);

        assertThat(descriptor(row, Descriptor.RMS)).isEqualTo(0.25);
        assertThat(descriptor(row, Descriptor.ZERO_CROSSING_RATE)).isZero();
        assertThat(descriptor(row, Descriptor.CENTROID)).isLessThan(BIN_HZ);
        assertThat(Arrays.copyOfRange(row, 3, SPEC.bands())).containsOnly(-100f);
    }

    @Test
    void shouldGiveFiniteFloorsForSilence() {
        float[] row = row(i -> 0);

        assertThat(Arrays.copyOf(row, SPEC.bands())).containsOnly(-100f);
        assertThat(row[SPEC.bands()]).isCloseTo((float) (-100 * Math.sqrt(SPEC.bands())), within(1e-3f));
        for (int k = 1; k < SPEC.mfccCount(); k++) {
            assertThat(row[SPEC.bands() + k]).isCloseTo(0, within(1e-3f));
        }
        for (Descriptor descriptor : Descriptor.values()) {
            double expected = descriptor == Descriptor.FLATNESS ? 1 : 0;
            assertThat(descriptor(row, descriptor)).as(descriptor.label()).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void shouldTakeFullScaleOfBothSigns() {
        float[] row = row(i -> i % 2 == 0 ? -1 : 32767 / 32768.0);

        assertThat(descriptor(row, Descriptor.RMS)).isCloseTo(1, within(1e-4));
        assertThat(descriptor(row, Descriptor.ZERO_CROSSING_RATE)).isCloseTo(1, within(1e-3));
        assertThat(descriptor(row, Descriptor.CENTROID)).isCloseTo(SPEC.sampleRate() / 2.0, within(BIN_HZ));
        for (float value : row) {
            assertThat(value).isFinite();
        }
    }

    @Test
    void shouldBeFiniteAtARateThatLeavesBandsOfTheContrastEmpty() {
        FrontEndSpec low = FrontEndSpec.parse(
                SPEC.canonical().replace("rate=22050", "rate=4000").replace("11025.0", "2000.0"));
        short[] noise = new short[low.window()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (i * 7919 * 31);
        }

        float[] row = Rows.of(low, noise)[0];

        for (float value : row) {
            assertThat(value).isFinite();
        }
        assertThat(Rows.value(low, row, Descriptor.CONTRAST_3)).isPositive();
        assertThat(Rows.value(low, row, Descriptor.CONTRAST_6)).isZero();
    }

    private static double descriptor(float[] row, Descriptor descriptor) {
        return Rows.value(SPEC, row, descriptor);
    }

    /** @param signal at sample i, full scale 1 */
    private static float[] row(IntToDoubleFunction signal) {
        short[] pcm = new short[SPEC.window()];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.round(signal.applyAsDouble(i) * 32768);
        }
        return Rows.of(SPEC, pcm)[0];
    }
}
