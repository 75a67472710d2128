package io.genrestream.rhythm;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.rhythm.Rhythm;
import io.genrestream.dsp.rhythm.StreamRhythm;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a stream in which there is nothing to find. */
class QuietTest {
    private static final Rhythm NOTHING = new Rhythm(0, OptionalDouble.empty(), 0, 0, 0, 0);

    @Test
    void shouldFindNothingInSilence() {
        assertNothing(new short[70 * Sounds.RATE]);
    }

    /** To the first frame it takes 1,024 samples. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_023})
    void shouldFindNothingInLessThanAFrame(int samples) {
        assertNothing(new short[samples]);
        assertNothing(Sounds.sine(440, (double) samples / Sounds.RATE));
    }

    @Test
    void shouldFindNothingInTheLastBit() {
        assertNothing(Sounds.signal(40, i -> i * 31 % 7 < 3 ? 1 / 32768.0 : 0));
    }

    /** It begins with an onset: a stream comes after silence. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5})
    void shouldFindNeitherBeatNorPitchInNoise(double rms) {
        StreamRhythm stream = Sounds.heard(Sounds.noise(rms, 70));

        assertThat(stream.whole().tempo()).isEmpty();
        assertThat(stream.whole().onsetRate()).isLessThan(0.1);
        assertThat(stream.whole().voicedFraction()).isLessThan(0.02);
        assertFinite(stream.rolling());
        assertFinite(stream.whole());
    }

    @Test
    void shouldGiveFiniteValuesAtFullScale() {
        StreamRhythm stream = Sounds.heard(Sounds.signal(35, i -> i / 3_000 % 2 == 0 ? -1 : i % 2));

        assertFinite(stream.rolling());
        assertFinite(stream.whole());
    }

    @Test
    void shouldFindNoTempoInFourOnsets() {
        short[] pcm = Sounds.clicks(Sounds.Click.METRONOME, 60, 4, 0);

        assertThat(Sounds.heard(pcm).whole().tempo()).isEmpty();
    }

    private static void assertNothing(short[] pcm) {
        StreamRhythm stream = Sounds.heard(pcm);

        assertThat(stream.rolling()).isEqualTo(NOTHING);
        assertThat(stream.whole()).isEqualTo(NOTHING);
    }

    private static void assertFinite(Rhythm rhythm) {
        assertThat(DoubleStream.of(
                                rhythm.onsetRate(),
                                rhythm.tempo().orElse(0),
                                rhythm.pitchMean(),
                                rhythm.pitchMedian(),
                                rhythm.pitchStd(),
                                rhythm.voicedFraction())
                        .boxed())
                .allSatisfy(value -> assertThat(value).isFinite().isNotNegative());
    }
}
