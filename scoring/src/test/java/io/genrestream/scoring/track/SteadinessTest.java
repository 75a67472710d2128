package io.genrestream.scoring.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.FramingState;
import io.genrestream.dsp.FrontEnd;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.window.FrameBuffer;
import io.genrestream.dsp.window.Window;
import io.genrestream.dsp.window.WindowCutter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SteadinessTest {
    private static final FrontEndSpec SPEC = FrontEndSpec.SHIPPED;
    private static final int SECONDS = 10;

    @ParameterizedTest
    @CsvSource({"100, 0.9", "440, 0.9", "440, 0.05", "1000, 0.003", "3010.3, 0.05", "9000, 0.9"})
    void shouldCallEveryWindowOfAToneSteady(double hertz, double amplitude) {
        assertAllSteady(time -> amplitude * sine(hertz, time));
    }

    @Test
    void shouldCallEveryWindowOfMainsHumSteady() {
        assertAllSteady(time -> {
            double sum = 0;
            for (int harmonic = 1; harmonic <= 20; harmonic++) {
                sum += sine(50 * harmonic, time) / harmonic;
            }
            return 0.2 * sum;
        });
    }

    @Test
    void shouldCallEveryWindowOfAHeldChordSteady() {
        assertAllSteady(time -> 0.3 * (sine(261.6, time) + sine(329.6, time) + sine(392, time)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.02, 0.002})
    void shouldCallEveryWindowOfNoiseSteadyWhateverItsLevel(double level) {
        Random white = new Random(1);
        assertAllSteady(time -> level * white.nextGaussian());
        assertAllSteady(brown(level));
    }

    @Test
    void shouldNotCallSoundSteadyThatComesAndGoes() {
        assertThat(steady(SPEC, time -> time % 0.5 < 0.25 ? 0.5 * sine(440, time) : 0))
                .doesNotContain(true);
        Random random = new Random(2);
        assertThat(steady(SPEC, time -> 0.3 * random.nextGaussian() * Math.exp(-8 * (time % 0.5))))
                .doesNotContain(true);
    }

    /** Its few bands move, the rest is the rounding to 16 bits. */
    @Test
    void shouldCallATrembleOfOneToneSteady() {
        assertAllSteady(time -> 0.5 * sine(440, time) * (0.9 + 0.1 * sine(5, time)));
    }

    @Test
    void shouldNotCallAWindowSteadyInWhichAToneBegins() {
        assertThat(steady(SPEC, time -> time < 1.5 ? 0 : 0.5 * sine(440, time)).getFirst())
                .isFalse();
    }

    @Test
    void shouldCallNothingSteadyUnderAFrontEndThatTheLimitsAreNotFor() {
        String shipped = SPEC.canonical();
        for (String other : List.of(
                shipped.replace("log=db", "log=ln"),
                shipped.replace("power=2.0", "power=1.0"),
                shipped.replace("bands=96", "bands=40"),
                shipped.replace("frames=34", "frames=12").replace("every=17", "every=6"))) {
            assertThat(other).isNotEqualTo(shipped);
            assertThat(steady(FrontEndSpec.parse(other), time -> 0.5 * sine(440, time)))
                    .as(other)
                    .doesNotContain(true);
        }
    }

    @Test
    void shouldHoldForTheCustomaryFrontEnd() {
        assertThat(steady(FrontEndSpec.CUSTOMARY, time -> 0.5 * sine(440, time)))
                .doesNotContain(false);
    }

    private static void assertAllSteady(DoubleUnaryOperator sound) {
        assertThat(steady(SPEC, sound)).isNotEmpty().doesNotContain(false);
    }

    private static double sine(double hertz, double time) {
        return Math.sin(2 * Math.PI * hertz * time);
    }

    /** Noise whose power falls by 6 dB an octave from about 35 Hz on. */
    private static DoubleUnaryOperator brown(double level) {
        Random random = new Random(3);
        double[] value = {0};
        return time -> value[0] = 0.99 * value[0] + 0.14 * level * random.nextGaussian();
    }

    private static List<Boolean> steady(FrontEndSpec spec, DoubleUnaryOperator sound) {
        short[] pcm = new short[SECONDS * spec.sampleRate()];
        for (int i = 0; i < pcm.length; i++) {
            double sample = sound.applyAsDouble((double) i / spec.sampleRate());
            pcm[i] = (short) Math.clamp(Math.round(sample * 32_768), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        FrameBuffer buffer = new FrameBuffer(spec.frameWidth());
        buffer.restart(0, 0);
        new FrontEnd(spec).process(new FramingState(), pcm, 0, pcm.length, buffer);
        WindowCutter cutter = new WindowCutter(spec);
        Steadiness steadiness = new Steadiness(spec);
        List<Boolean> found = new ArrayList<>();
        for (int i = 0; cutter.endFrame(i) <= buffer.end(); i++) {
            Window window = cutter.cut(i, buffer.rows(), buffer.rowOf(cutter.firstFrame(i)));
            found.add(steadiness.isSteady(window.logMelDb()));
        }
        return found;
    }
}
