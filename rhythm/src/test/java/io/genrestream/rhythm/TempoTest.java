package io.genrestream.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.rhythm.Rhythm;
import io.genrestream.dsp.rhythm.StreamRhythm;
import io.genrestream.rhythm.Sounds.Click;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TempoTest {
    private static final double MILD_NOISE = 0.005;

    @ParameterizedTest
    @EnumSource
    void shouldFindTheTempoAndEveryClick(Click click) {
        for (int tempo = 60; tempo <= 180; tempo += 10) {
            Rhythm rhythm =
                    Sounds.heard(Sounds.clicks(click, tempo, 30, MILD_NOISE)).rolling();

            assertSteady(rhythm, tempo);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 44_100, 48_000})
    void shouldFindTheTempoAtOtherSampleRates(int rate) {
        short[] at22050 = Sounds.clicks(Click.METRONOME, 100, 30, MILD_NOISE);
        short[] pcm = new short[30 * rate];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = at22050[(int) ((long) i * Sounds.RATE / rate)];
        }
        StreamRhythm stream = new TarsosRhythm().tracker(rate).start(0);
        stream.process(pcm, 0, pcm.length);

        assertSteady(stream.rolling(), 100);
    }

    @Test
    void shouldFindTheTempoWhereverTheMusicBegins() {
        short[] quiet = Sounds.noise(MILD_NOISE, 41.3);
        short[] clicks = Sounds.clicks(Click.KICK, 90, 25, MILD_NOISE);

        Rhythm rhythm = Sounds.heard(Sounds.join(quiet, clicks)).rolling();

        assertThat(rhythm.tempo()).hasValueCloseTo(90.0, within(0.04 * 90));
    }

    @Test
    void shouldFollowAChangeOfTempo() {
        short[] slow = Sounds.clicks(Click.PLUCK, 80, 60, MILD_NOISE);
        short[] fast = Sounds.clicks(Click.PLUCK, 132, 30, MILD_NOISE);

        assertSteady(Sounds.heard(Sounds.join(slow, fast)).rolling(), 132);
    }

    @Test
    void shouldGiveTheMedianTempoOfTheWhole() {
        short[] music = Sounds.clicks(Click.PLUCK, 110, 100, MILD_NOISE);
        StreamRhythm stream = Sounds.heard(Sounds.join(music, Sounds.noise(MILD_NOISE, 35)));

        assertThat(stream.rolling().tempo()).isEmpty();
        assertThat(stream.whole().tempo()).hasValueCloseTo(110.0, within(0.01 * 110));
        assertThat(stream.whole().onsetRate()).isCloseTo(110.0 / 60 * 100 / 135, within(0.05));
    }

    @Test
    void shouldTakeTheWholeOfAShortStreamForItsLastThirtySeconds() {
        StreamRhythm stream = Sounds.heard(Sounds.clicks(Click.METRONOME, 120, 20, 0));

        assertThat(stream.whole()).isEqualTo(stream.rolling());
        assertSteady(stream.whole(), 120);
    }

    /** BeatRoot has static fields; several stream threads use it at once. */
    @Test
    void shouldFindTheSameTempoInAllThreads() {
        Rhythm expected =
                Sounds.heard(Sounds.clicks(Click.KICK, 100, 30, MILD_NOISE)).rolling();

        assertThat(IntStream.range(0, 16)
                        .parallel()
                        .mapToObj(i -> Sounds.heard(Sounds.clicks(Click.KICK, 100, 30, MILD_NOISE))
                                .rolling()))
                .containsOnly(expected);
    }

    private static void assertSteady(Rhythm rhythm, double tempo) {
        assertThat(rhythm.tempo()).as("tempo %s", tempo).hasValueCloseTo(tempo, within(0.04 * tempo));
        assertThat(rhythm.onsetRate()).as("onset rate at %s", tempo).isCloseTo(tempo / 60, within(0.05 * tempo / 60));
    }
}
