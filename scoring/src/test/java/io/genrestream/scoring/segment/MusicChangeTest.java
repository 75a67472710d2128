package io.genrestream.scoring.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MusicChangeTest {
    private static final double HOP = 1.5;
    private static final int VALUES = 288;

    private final Random random = new Random(1);

    @Test
    void shouldFindAStepAtItsWindow() {
        List<float[]> music = music(piece(), 20);
        music.addAll(music(piece(), 30));

        assertThat(changes(new MusicChange(HOP), music)).containsExactly(20L);
    }

    private static List<Long> changes(MusicChange change, List<float[]> music) {
        List<Long> found = new ArrayList<>();
        for (int window = 0; window < music.size(); window++) {
            change.add(window, music.get(window)).ifPresent(found::add);
        }
        return found;
    }

    private float[] piece() {
        float[] embedding = new float[VALUES];
        for (int i = 0; i < VALUES; i++) {
            embedding[i] = (float) random.nextGaussian();
        }
        return embedding;
    }

    private List<float[]> music(float[] piece, int windows) {
        List<float[]> music = new ArrayList<>();
        for (int window = 0; window < windows; window++) {
            float[] embedding = piece.clone();
            for (int i = 0; i < VALUES; i++) {
                embedding[i] += (float) (0.5 * random.nextGaussian());
            }
            music.add(embedding);
        }
        return music;
    }
}
