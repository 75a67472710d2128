package io.genrestream.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.rhythm.Rhythm;
import io.genrestream.dsp.rhythm.StreamRhythm;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PitchTest {
    private static final double SEMITONE = Math.pow(2, 1 / 12.0);

    static Stream<Named<DoubleFunction<short[]>>> tones() {
        return Stream.of(
                Named.of("sine", hertz -> Sounds.sine(hertz, 4)),
                Named.of("sawtooth", hertz -> Sounds.sawtooth(hertz, 4)));
    }

    @ParameterizedTest
    @MethodSource("tones")
    void shouldBeWithinTenCents(DoubleFunction<short[]> tone) {
        for (double hertz = 80; hertz <= 1000; hertz *= SEMITONE) {
            assertPitch(tone.apply(hertz), hertz);
        }
    }

    /** Of such a tone YIN's difference is nothing but rounding. */
    @ParameterizedTest
    @MethodSource("tones")
    void shouldBeWithinTenCentsWhereThePeriodIsAWholeNumberOfSamples(DoubleFunction<short[]> tone) {
        for (int period = 25; period <= 250; period += 25) {
            assertPitch(tone.apply((double) Sounds.RATE / period), (double) Sounds.RATE / period);
        }
    }

    @Test
    void shouldCountTheVoicedFramesAlone() {
        StreamRhythm stream = Sounds.heard(Sounds.join(
                Sounds.sine(200, 20), Sounds.sine(300, 20), Sounds.noise(0.1, 20), new short[20 * Sounds.RATE]));

        Rhythm rhythm = stream.whole();
        assertThat(rhythm.voicedFraction()).isCloseTo(0.5, within(0.01));
        assertThat(rhythm.pitchMean()).isCloseTo(250, within(1.0));
        assertThat(rhythm.pitchStd()).isCloseTo(50, within(1.0));
        assertThat(rhythm.pitchMedian()).isBetween(199.0, 301.0);
        assertThat(stream.rolling().voicedFraction()).isZero();
    }

    @Test
    void shouldGiveTheMedianOfALongStreamWithinACommonBin() {
        StreamRhythm stream =
                Sounds.heard(Sounds.join(Sounds.sine(200, 30), Sounds.sine(261.6, 15), Sounds.sine(400, 30)));

        assertThat(cents(stream.whole().pitchMedian(), 261.6)).isCloseTo(0, within(6.0));
        assertThat(cents(stream.rolling().pitchMedian(), 400)).isCloseTo(0, within(2.0));
    }

    @Test
    void shouldNotTakeAConstantForATone() {
        short[] constant = Sounds.signal(5, i -> 0.3);

        assertThat(Sounds.heard(constant).whole().voicedFraction()).isZero();
    }

    private static void assertPitch(short[] pcm, double hertz) {
        Rhythm rhythm = Sounds.heard(pcm).rolling();
        assertThat(cents(rhythm.pitchMean(), hertz)).as("mean at %s Hz", hertz).isCloseTo(0, within(10.0));
        assertThat(cents(rhythm.pitchMedian(), hertz))
                .as("median at %s Hz", hertz)
                .isCloseTo(0, within(10.0));
        assertThat(rhythm.voicedFraction()).as("voiced at %s Hz", hertz).isGreaterThan(0.9);
        assertThat(rhythm.pitchStd()).as("deviation at %s Hz", hertz).isLessThan(0.005 * hertz);
    }

    private static double cents(double actual, double expected) {
        return 1200 * Math.log(actual / expected) / Math.log(2);
    }
}
