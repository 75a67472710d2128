package io.genrestream.dsp.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.FrontEndSpec;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerSpectrumTest {

    @ParameterizedTest
    @CsvSource({
        "32,32",
        "32,7",
        "64,64",
        "128,100",
        "256,255",
        "512,400",
        "1024,1024",
        "2048,1200",
        "4096,4001",
        "8192,8192"
    })
    void shouldBeTheSumThatDefinesIt(int fft, int window) {
        FrontEndSpec spec = spec(fft, window);
        short[] frame = frame(window);
        double[] taper = Tapers.of(spec.taper(), window, 1.0 / 32768);

        double[] power = new PowerSpectrum(spec, new VectorKernel()).of(frame);

        double loudest = Arrays.stream(power).limit(fft / 2 + 1).max().orElseThrow();
        for (int k = 0; k <= fft / 2; k += Math.max(1, fft / 256)) {
            double re = 0;
            double im = 0;
            for (int i = 0; i < window; i++) {
                double angle = 2 * Math.PI * ((long) i * k % fft) / fft;
                re += frame[i] * taper[i] * Math.cos(angle);
                im -= frame[i] * taper[i] * Math.sin(angle);
            }
            assertThat(Math.abs(power[k] - (re * re + im * im))).as("bin %d", k).isLessThan(1e-12 * loudest);
        }
    }

    @ParameterizedTest
    @CsvSource({"32,7", "64,64", "128,100", "512,400", "2048,2048", "4096,4001"})
    void shouldGiveTheSameBitsOnScalars(int fft, int window) {
        short[] frame = frame(window);

        double[] scalar = new PowerSpectrum(spec(fft, window), new ScalarKernel()).of(frame);

        assertThat(new PowerSpectrum(spec(fft, window), new VectorKernel()).of(frame))
                .isEqualTo(scalar);
    }

    /** Parseval's theorem; the bins between the first and the last stand for two each. */
    @ParameterizedTest
    @CsvSource({"32,7", "64,64", "2048,2048", "4096,4001"})
    void shouldHoldTheEnergyOfTheTaperedFrame(int fft, int window) {
        FrontEndSpec spec = spec(fft, window);
        short[] frame = frame(window);
        double[] taper = Tapers.of(spec.taper(), window, 1.0 / 32768);
        double energy = 0;
        for (int i = 0; i < window; i++) {
            energy += Math.pow(frame[i] * taper[i], 2);
        }

        double[] power = new PowerSpectrum(spec).of(frame);

        double sum = power[0] + power[fft / 2];
        for (int k = 1; k < fft / 2; k++) {
            sum += 2 * power[k];
        }
        assertThat(sum / fft).isCloseTo(energy, within(1e-12 * energy));
    }

    @ParameterizedTest
    @CsvSource({"32,7", "2048,1999"})
    void shouldRememberNothingOfTheFrameBefore(int fft, int window) {
        PowerSpectrum spectrum = new PowerSpectrum(spec(fft, window));
        short[] frame = frame(window);
        double[] first = spectrum.of(frame).clone();

        spectrum.of(new short[window]);

        assertThat(spectrum.of(frame)).isEqualTo(first);
    }

    private static FrontEndSpec spec(int fft, int window) {
        return FrontEndSpec.parse(FrontEndSpec.SHIPPED
                .canonical()
                .replace("window=2048", "window=" + window)
                .replace("fft=2048", "fft=" + fft));
    }

    private static short[] frame(int window) {
        Random random = new Random(window);
        short[] frame = new short[window];
        for (int i = 0; i < window; i++) {
            frame[i] = (short) random.nextInt();
        }
        return frame;
    }
}
