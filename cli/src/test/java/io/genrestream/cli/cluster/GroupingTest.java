package io.genrestream.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupingTest {
    private static final int EACH = 20;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void shouldFindHowManyHeapsThereAre(int heaps) {
        double[][] points = Space.of(heaps(heaps)).points();

        Grouping grouping = Grouping.best(points, 1);

        assertThat(grouping.count()).isEqualTo(heaps);
        int[] truth = new int[points.length];
        Arrays.setAll(truth, i -> i / EACH);
        assertThat(Agreement.of(grouping.groups(), truth).ari()).isEqualTo(1);
    }

    @Test
    void shouldGroupTheSameWayAgain() {
        double[][] points = Space.of(heaps(4)).points();

        assertThat(Grouping.of(points, 7, 3).groups())
                .isEqualTo(Grouping.of(points, 7, 3).groups());
    }

    @Test
    void shouldNumberTheLargestGroupFirst() {
        double[][] points = {{0}, {10}, {10.1}, {10.2}};

        assertThat(Grouping.of(points, 2, 1).groups()).containsExactly(1, 0, 0, 0);
    }

    @Test
    void shouldGroupPointsOfWhichManyAreTheSame() {
        double[][] points = {{0}, {0}, {0}, {1}, {2}, {2}};

        assertThat(Grouping.distinct(points)).isEqualTo(3);
        assertThat(Grouping.of(points, 3, 1).count()).isEqualTo(3);
        assertThat(Grouping.best(points, 1).count()).isEqualTo(2);
    }

    @Test
    void shouldLeaveOutWhatIsTheSameInAll() {
        Space space = Space.of(new float[][] {{1, 5, 2}, {2, 5, 0}, {3, 5, 7}});

        assertThat(space.points()).hasDimensions(3, 2);
        assertThat(Arrays.stream(space.points()).mapToDouble(point -> point[0]).sum())
                .isZero();
        assertThat(space.map()).hasDimensions(3, 2);
        assertThat(Space.of(new float[][] {{1, 5}, {2, 5}, {4, 5}}).map()).hasDimensions(3, 2);
    }

    private static float[][] heaps(int heaps) {
        Random random = new Random(5);
        float[][] points = new float[heaps * EACH][heaps];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < points[i].length; j++) {
                points[i][j] = (float) ((i / EACH == j ? 20 : 0) + random.nextGaussian());
            }
        }
        return points;
    }
}
