package io.genrestream.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.genrestream.dsp.FramingState;
import io.genrestream.dsp.FrontEnd;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clicks at a known tempo. */
class RhythmTest {
    private static final int RATE = Sound.SPEC.sampleRate();
    private static final int SECONDS = 20;
    private static final int CLICK = 200;
    private static final double BPM_WITHIN = 1.5;
    /** A frame is 23 ms, and a click is heard as soon as a window of 93 ms reaches it. */
    private static final double BEAT_WITHIN = 0.07;

    @ParameterizedTest
    @ValueSource(doubles = {90, 120, 150})
    void shouldFindTempoAndBeatsOfClicks(double bpm) {
        Beats beats = Beats.of(novelty(clicks(bpm)), Sound.frameRate(), OptionalDouble.empty());

        assertThat(beats.tempo()).isCloseTo(bpm, within(BPM_WITHIN));
        assertThat(beats.frames()).hasSizeBetween((int) (SECONDS * bpm / 60) - 2, (int) (SECONDS * bpm / 60) + 1);
        Sound sound = new Sound(0);
        for (int frame : beats.frames()) {
            double period = 60 / bpm;
            double phase = sound.frameTime(frame) % period;
            assertThat(Math.min(phase, period - phase)).isLessThan(BEAT_WITHIN);
        }
    }

    @Test
    void shouldFollowATempoThatIsKnown() {
        Beats beats = Beats.of(novelty(clicks(120)), Sound.frameRate(), OptionalDouble.of(60));

        assertThat(beats.tempo()).isCloseTo(60, within(BPM_WITHIN));
        assertThat(beats.frames()).hasSizeBetween(SECONDS - 3, SECONDS + 1);
    }

    @Test
    void shouldShowTheTempoInTheTempogram() {
        float[][] values = new Tempogram(novelty(clicks(120)), Sound.frameRate()).values();
        float[] middle = values[values.length / 2];

        assertThat(middle[row(120, middle.length)]).isGreaterThan(0.5f);
        assertThat(middle[row(85, middle.length)]).isLessThan(0.1f);
        for (float[] column : values) {
            for (float value : column) {
                assertThat(value).isBetween(0f, 1f);
            }
        }
    }

    @Test
    void shouldFindNoBeatsInSilence() {
        float[] novelty = novelty(new short[SECONDS * RATE]);

        assertThat(novelty).containsOnly(0);
        assertThat(Beats.of(novelty, Sound.frameRate(), OptionalDouble.empty()).frames())
                .isEmpty();
        assertThat(new Tempogram(novelty, Sound.frameRate()).values()[0]).containsOnly(0);
    }

    @Test
    void shouldFindNoBeatsInOneFrame() {
        assertThat(Beats.of(new float[1], Sound.frameRate(), OptionalDouble.empty())
                        .frames())
                .isEmpty();
        assertThat(new Tempogram(new float[1], Sound.frameRate()).values()).hasNumberOfRows(1);
    }

    private static int row(double bpm, int rows) {
        return (int) (rows * Math.log(bpm / Tempogram.SLOWEST) / Math.log(Tempogram.FASTEST / Tempogram.SLOWEST));
    }

    private static short[] clicks(double bpm) {
        short[] pcm = new short[SECONDS * RATE];
        for (double time = 60 / bpm; time < SECONDS - 1; time += 60 / bpm) {
            int first = (int) (time * RATE);
            for (int i = 0; i < CLICK; i++) {
                pcm[first + i] = (short) (i % 3 == 0 ? 20_000 : -10_000);
            }
        }
        return pcm;
    }

    private static float[] novelty(short[] pcm) {
        OnsetStrength onsets = new OnsetStrength(Sound.SPEC.bands());
        new FrontEnd(Sound.SPEC).process(new FramingState(), pcm, 0, pcm.length, onsets::process);
        return onsets.strengths();
    }
}
