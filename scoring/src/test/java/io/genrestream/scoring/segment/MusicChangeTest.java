package io.genrestream.scoring.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** On embeddings as a network gives them: none below 0, each piece with values of its own, and noise on all. */
class MusicChangeTest {
    private static final double HOP = 1.5;
    private static final int VALUES = 288;
    private static final int LATE = 13;

    private final Random random = new Random(1);

    @Test
    void shouldFindEachStepAtItsWindow() {
        List<float[]> music = music(piece(), 20);
        music.addAll(music(piece(), 40));
        music.addAll(music(piece(), 30));

        assertThat(changes(new MusicChange(HOP), music)).containsExactly(20L, 60L);
    }

    @Test
    void shouldTellAChangeWithinTwentySecondsByTheCallersNumber() {
        MusicChange change = new MusicChange(HOP);
        List<float[]> music = music(piece(), 30);
        music.addAll(music(piece(), LATE));
        long sample = 1_000_000_000_000L;
        OptionalLong found = OptionalLong.empty();
        for (float[] embedding : music) {
            assertThat(found).isEmpty();
            found = change.add(sample, embedding);
            sample += 32_640;
        }

        assertThat(LATE * HOP).isLessThan(20);
        assertThat(found).hasValue(1_000_000_000_000L + 30 * 32_640);
    }

    @Test
    void shouldFindAStepThroughACrossFade() {
        float[] first = piece();
        float[] second = piece();
        List<float[]> music = music(first, 30);
        for (int window = 1; window < 4; window++) {
            music.add(between(first, second, window / 4f));
        }
        music.addAll(music(second, 30));

        List<Long> found = changes(new MusicChange(HOP), music);

        assertThat(found).hasSize(1);
        assertThat(found.getFirst()).isBetween(30L, 33L);
    }

    @Test
    void shouldFindNothingInOnePieceHoweverLoudOrNoisy() {
        float[] piece = piece();
        List<float[]> music = music(piece, 400);
        music.replaceAll(embedding -> scaled(embedding, 1 + 9 * random.nextFloat()));
        List<float[]> noise = music(new float[VALUES], 400);

        assertThat(changes(new MusicChange(HOP), music)).isEmpty();
        assertThat(changes(new MusicChange(HOP), noise)).isEmpty();
    }

    @Test
    void shouldNotTakeASlowDriftForAChange() {
        float[] first = piece();
        float[] last = piece();
        List<float[]> music = new ArrayList<>();
        for (int window = 0; window < 200; window++) {
            music.add(between(first, last, window / 200f));
        }

        assertThat(changes(new MusicChange(HOP), music)).isEmpty();
    }

    @Test
    void shouldNotTakeAShortInterludeForAChange() {
        float[] piece = piece();
        List<float[]> music = music(piece, 40);
        music.addAll(music(piece(), 3));
        music.addAll(music(piece, 40));

        assertThat(changes(new MusicChange(HOP), music)).isEmpty();
    }

    @Test
    void shouldFindTheSameWhenRestoredBeforeEachWindow() {
        List<float[]> music = new ArrayList<>();
        for (int song = 0; song < 12; song++) {
            music.addAll(music(piece(), 5 + random.nextInt(40)));
        }
        List<Long> found = new ArrayList<>();
        byte[] saved = new MusicChange(HOP).save();
        for (int window = 0; window < music.size(); window++) {
            MusicChange change = MusicChange.restore(saved, HOP);
            change.add(window, music.get(window)).ifPresent(found::add);
            saved = change.save();
        }

        assertThat(found).hasSizeGreaterThan(4).isEqualTo(changes(new MusicChange(HOP), music));
    }

    @Test
    void shouldStayAsSmallWhateverItHears() {
        MusicChange change = new MusicChange(HOP);
        int small = change.save().length;
        changes(change, music(piece(), 1_000));
        change.add(1_000, new float[100_000]);

        assertThat(change.save()).hasSize(small);
        assertThat(small).isLessThan(1_500);
        assertThat(new MusicChange(1e-9).save().length).isLessThan(50_000);
    }

    @Test
    void shouldFindNothingWithoutEmbeddings() {
        assertThat(changes(new MusicChange(HOP), music(new float[0], 200))).isEmpty();
    }

    @Test
    void shouldFindAStepWithWindowsOfAnotherHop() {
        List<float[]> music = music(piece(), 60);
        music.addAll(music(piece(), 60));

        assertThat(changes(new MusicChange(0.5), music)).containsExactly(60L);
        assertThat(changes(new MusicChange(10), music.subList(50, 70))).containsExactly(10L);
    }

    @Test
    void shouldRefuseBytesThatAreNotItsOwn() {
        byte[] saved = new MusicChange(HOP).save();
        byte[] other = saved.clone();
        other[0]++;

        assertThatThrownBy(() -> MusicChange.restore(new byte[0], HOP)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MusicChange.restore(Arrays.copyOf(saved, 40), HOP))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MusicChange.restore(other, HOP)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MusicChange.restore(saved, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MusicChange(0)).isInstanceOf(IllegalArgumentException.class);
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
            embedding[i] = (float) Math.max(0, random.nextGaussian());
        }
        return embedding;
    }

    private List<float[]> music(float[] piece, int windows) {
        List<float[]> music = new ArrayList<>();
        for (int window = 0; window < windows; window++) {
            music.add(between(piece, piece, 0));
        }
        return music;
    }

    private float[] between(float[] first, float[] second, float part) {
        float[] embedding = new float[first.length];
        for (int i = 0; i < embedding.length; i++) {
            float heard = first[i] + part * (second[i] - first[i]);
            embedding[i] = (float) Math.max(0, heard + 0.5 * random.nextGaussian());
        }
        return embedding;
    }

    private static float[] scaled(float[] embedding, float by) {
        float[] louder = embedding.clone();
        for (int i = 0; i < louder.length; i++) {
            louder[i] *= by;
        }
        return louder;
    }
}
