package io.genrestream.analysis.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ShortBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CrossFadeTest {
    private final ShortBuffer played = ShortBuffer.allocate(1_000);

    @Test
    void shouldFadeEachPieceIntoTheNextAtEqualPower() {
        CrossFade fade = new CrossFade(10);
        fade.play(constant(1_000, 100), played::put);
        fade.play(constant(0, 50), played::put);
        fade.play(constant(0, 50), played::put);

        assertThat(fade.changes()).containsExactly(95L, 135L);
        assertThat(fade.played()).isEqualTo(played.position()).isEqualTo(170);
        assertThat(played.get(89)).isEqualTo((short) 1_000);
        assertThat(played.get(90)).isEqualTo((short) 997);
        assertThat((played.get(94) + played.get(95)) / 2.0).isBetween(690.0, 720.0);
        assertThat(played.get(99)).isEqualTo((short) 78);
        assertThat(played.get(100)).isZero();
    }

    @Test
    void shouldCutWithoutAFade() {
        CrossFade fade = new CrossFade(0);
        fade.play(constant(1, 3), played::put);
        fade.play(constant(2, 2), played::put);

        assertThat(fade.changes()).containsExactly(3L);
        assertThat(Arrays.copyOf(played.array(), played.position())).containsExactly(1, 1, 1, 2, 2);
    }

    @Test
    void shouldNotGoBeyondFullScale() {
        CrossFade fade = new CrossFade(10);
        fade.play(constant(32_767, 30), played::put);
        fade.play(constant(32_767, 30), played::put);

        for (int i = 0; i < played.position(); i++) {
            assertThat(played.get(i)).isEqualTo((short) 32_767);
        }
    }

    @Test
    void shouldRefuseAPieceWithoutRoomForItsFades() {
        assertThatThrownBy(() -> new CrossFade(10).play(constant(1, 19), played::put))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static short[] constant(int value, int length) {
        short[] pcm = new short[length];
        Arrays.fill(pcm, (short) value);
        return pcm;
    }
}
