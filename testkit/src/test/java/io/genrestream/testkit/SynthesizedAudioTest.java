package io.genrestream.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SynthesizedAudioTest {

    @Test
    void shouldMakeTheSameMusicFromTheSameSeedAndOtherMusicFromAnother() {
        short[] music = SynthesizedAudio.music(22_050, 1, 2.0, 7).pcm16(0);

        assertThat(SynthesizedAudio.music(22_050, 1, 2.0, 7).pcm16(0)).isEqualTo(music);
        assertThat(SynthesizedAudio.music(22_050, 1, 2.0, 8).pcm16(0)).isNotEqualTo(music);
        assertThat(music).hasSize(44_100);
    }

    @Test
    void shouldMakeMusicThatIsNeitherSilentNorClippedAndDiffersBetweenChannels() {
        SynthesizedAudio music = SynthesizedAudio.music(44_100, 2, 3.0, 1);
        double squares = 0;
        int clipped = 0;
        for (short sample : music.pcm16(0)) {
            squares += (double) sample * sample;
            clipped += Math.abs((int) sample) >= 32_767 ? 1 : 0;
        }

        assertThat(Math.sqrt(squares / music.length()) / 32_768).isBetween(0.05, 0.5);
        assertThat(clipped).isLessThan(music.length() / 1000);
        assertThat(music.pcm16(1)).isNotEqualTo(music.pcm16(0));
    }

    @Test
    void shouldCancelToSilenceWhenOutOfPhase() {
        float[][] channels =
                SynthesizedAudio.tone(8_000, 440, 0.5, 0.1).outOfPhase().channels();

        for (int i = 0; i < channels[0].length; i++) {
            assertThat(channels[0][i] + channels[1][i]).isZero();
        }
        assertThat(channels[0]).isNotEqualTo(new float[channels[0].length]);
    }

    @ParameterizedTest
    @EnumSource(WavEncoding.class)
    void shouldWriteWavThatTheJdkReads(WavEncoding encoding) throws Exception {
        SynthesizedAudio audio = SynthesizedAudio.music(48_000, 2, 0.25, 3);

        AudioInputStream wav = AudioSystem.getAudioInputStream(new ByteArrayInputStream(audio.wav(encoding)));

        assertThat(wav.getFormat().getSampleRate()).isEqualTo(48_000f);
        assertThat(wav.getFormat().getChannels()).isEqualTo(2);
        assertThat(wav.getFrameLength()).isEqualTo(12_000);
        short[] read = firstChannel(wav);
        short[] expected = audio.pcm16(0);
        for (int i = 0; i < expected.length; i++) {
            assertThat((int) read[i]).isCloseTo(expected[i], within(1));
        }
    }

    private static short[] firstChannel(AudioInputStream wav) throws Exception {
        AudioFormat source = wav.getFormat();
        byte[] bytes = wav.readAllBytes();
        int sampleBytes = source.getSampleSizeInBits() / 8;
        short[] samples = new short[bytes.length / source.getFrameSize()];
        for (int i = 0; i < samples.length; i++) {
            int at = i * source.getFrameSize() + sampleBytes;
            samples[i] = source.getEncoding() == AudioFormat.Encoding.PCM_FLOAT
                    ? (short) Math.round(Float.intBitsToFloat((bytes[at - 1] & 0xff) << 24
                                    | (bytes[at - 2] & 0xff) << 16
                                    | (bytes[at - 3] & 0xff) << 8
                                    | (bytes[at - 4] & 0xff))
                            * 32768f)
                    : (short) ((bytes[at - 1] & 0xff) << 8 | (bytes[at - 2] & 0xff));
        }
        return samples;
    }
}
