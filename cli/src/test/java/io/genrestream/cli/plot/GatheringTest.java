package io.genrestream.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.spectrum.PowerSpectrum;
import io.genrestream.testkit.SynthesizedAudio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is gathered of a track that is longer than a picture is wide. */
class GatheringTest {
    private static final int LONG = 100_000;

    @Test
    void shouldAverageNeighboursOfALongTrack() {
        MeanColumns columns = new MeanColumns(1);
        double sum = 0;
        for (int i = 0; i < LONG; i++) {
            columns.add(new double[] {i});
            sum += i;
        }

        float[][] values = columns.values();
        assertThat(values.length).isBetween(1000, 2048);
        assertThat(values[0][0]).isEqualTo((columns.step() - 1) / 2f);
        assertThat((values.length - 1) * columns.step()).isLessThan(LONG).isGreaterThanOrEqualTo(LONG - columns.step());
        assertThat(sum / LONG)
                .isBetween((double) values[values.length / 2 - 1][0], (double) values[values.length / 2 + 1][0]);
    }

    @Test
    void shouldKeepTheExtremesOfALongTrack() {
        short[] pcm = new short[LONG];
        pcm[12_345] = 30_000;
        pcm[54_321] = -31_000;
        Envelope envelope = new Envelope();
        for (int i = 0; i < LONG; i += 1000) {
            envelope.add(pcm, i, 1000);
        }

        assertThat(envelope.highest()[(int) (12_345 / envelope.step())]).isEqualTo((short) 30_000);
        assertThat(envelope.lowest()[(int) (54_321 / envelope.step())]).isEqualTo((short) -31_000);
        assertThat(envelope.highest()).hasSize((int) Math.ceilDiv(LONG, envelope.step()));
    }

    @Test
    void shouldTakeTheFrontEndsOwnFramesHoweverTheSamplesAreCut() {
        short[] pcm = SynthesizedAudio.music(Sound.SPEC.sampleRate(), 1, 0.5, 3).pcm16(0);
        List<double[]> spectra = new ArrayList<>();
        PowerFrames frames = new PowerFrames(Sound.SPEC, power -> spectra.add(power.clone()));
        for (int i = 0; i < pcm.length; i += 777) {
            frames.process(pcm, i, Math.min(777, pcm.length - i));
        }

        assertThat(spectra).hasSize((pcm.length - Sound.SPEC.window()) / Sound.SPEC.hop() + 1);
        PowerSpectrum spectrum = new PowerSpectrum(Sound.SPEC);
        for (int i = 0; i < spectra.size(); i++) {
            int first = i * Sound.SPEC.hop();
            assertThat(spectra.get(i))
                    .isEqualTo(spectrum.of(Arrays.copyOfRange(pcm, first, first + Sound.SPEC.window())));
        }
    }
}
