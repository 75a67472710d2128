package io.genrestream.ingest.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final int RATE = 22_050;

    private final Silence silence = new Silence(RATE, Duration.ofSeconds(30));

    @Test
    void shouldFallSilentAfterHalfAMinute() {
        assertThat(after(29, 0)).isFalse();
        assertThat(after(1.1, 0)).isTrue();
    }

    @Test
    void shouldNotTakeAQuietPassageForSilence() {
        // -46 dB of full scale, as a square wave.
        assertThat(after(120, 164)).isFalse();
    }

    @Test
    void shouldStaySilentThroughAClickAndThroughNoiseBetweenTheLevels() {
        after(31, 0);
        assertThat(after(0.3, 8_000)).isTrue();
        assertThat(after(5, 0)).isTrue();
        assertThat(after(60, 140)).isTrue();
    }

    @Test
    void shouldBeLoudAgainAfterASecondOfMusic() {
        after(31, 0);
        assertThat(after(1.3, 8_000)).isFalse();
    }

    @Test
    void shouldCountFromTheLastLoudMoment() {
        after(29, 0);
        after(0.5, 8_000);
        assertThat(after(29, 0)).isFalse();
    }

    /** @param level of a square wave; whether the source is silent after so much of it */
    private boolean after(double seconds, int level) {
        boolean silent = false;
        short[] pcm = new short[1_000];
        for (int left = (int) (seconds * RATE); left > 0; left -= pcm.length) {
            for (int i = 0; i < pcm.length; i++) {
                pcm[i] = (short) (i % 2 == 0 ? level : -level);
            }
            silent = silence.isSilentAfter(pcm, Math.min(left, pcm.length));
        }
        return silent;
    }
}
