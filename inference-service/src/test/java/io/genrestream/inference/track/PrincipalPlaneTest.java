package io.genrestream.inference.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalPlaneTest {
    private static final int COMPONENTS = 24;

    /**
     * Figures of NumPy 2: eigh of the covariance (divided by the count) in double precision; they agree to 1e-6, for the
     * vectors are floats.
     */
    @Test
    void shouldPlaceVectorsWhereNumPyPlacesThem() {
        List<float[]> vectors = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            float[] vector = new float[6];
            for (int j = 0; j < vector.length; j++) {
                vector[j] = (float) (Math.sin(i * (j + 1)) * (6 - j));
            }
            vectors.add(vector);
        }

        PrincipalPlane plane = PrincipalPlane.of(vectors, Optional.empty());

        assertThat(plane.explained()).isCloseTo(0.6709974, within(1e-6));
        assertThat(plane.project(vectors.get(0))).containsExactly(new double[] {5.0537709, 4.4944529}, within(1e-5));
        assertThat(plane.project(vectors.get(5))).containsExactly(new double[] {-1.7155150, -2.8045480}, within(1e-5));
        assertThat(plane.project(vectors.get(11))).containsExactly(new double[] {-3.2376987, -4.6847964}, within(1e-5));
    }

    @Test
    void shouldNotTurnWhenTheOtherAxisBecomesTheLonger() {
        PrincipalPlane before = PrincipalPlane.of(cloud(1.5, 1), Optional.empty());
        List<float[]> after = cloud(1, 1.5);

        assertThat(moved(before, PrincipalPlane.of(after, Optional.of(before)), after))
                .isLessThan(0.05);
        assertThat(moved(before, PrincipalPlane.of(after, Optional.empty()), after))
                .as("without the one before")
                .isGreaterThan(1);
    }

    @Test
    void shouldNotBeMirroredByAVectorThatChangesTheLargestComponent() {
        List<float[]> vectors = cloud(3, 1);
        PrincipalPlane plane = PrincipalPlane.of(vectors, Optional.empty());
        for (int i = 0; i < 30; i++) {
            vectors.add(cloud(3, 1).get(i % 7));
            PrincipalPlane next = PrincipalPlane.of(vectors, Optional.of(plane));
            assertThat(moved(plane, next, vectors)).isLessThan(0.2);
            plane = next;
        }
    }

    @Test
    void shouldShowAllOfAFlatCloudWithTheGreatestVarianceAcross() {
        List<float[]> vectors =
                List.of(new float[] {0, 0, 4}, new float[] {0, 0, -4}, new float[] {1, 0, 0}, new float[] {-1, 0, 0});

        PrincipalPlane plane = PrincipalPlane.of(vectors, Optional.empty());

        assertThat(plane.explained()).isCloseTo(1, within(1e-9));
        assertThat(plane.project(vectors.get(0))).containsExactly(new double[] {4, 0}, within(1e-6));
        assertThat(plane.project(vectors.get(2))).containsExactly(new double[] {0, 1}, within(1e-6));
    }

    @Test
    void shouldPlaceFewVectorsAndEqualOnesWithoutInventingExtent() {
        float[] one = {0.6f, 0.8f, 0};
        float[] other = {0, 0.8f, 0.6f};

        assertThat(PrincipalPlane.of(List.of(one), Optional.empty()).project(one))
                .containsExactly(0, 0);
        PrincipalPlane line = PrincipalPlane.of(List.of(one, other), Optional.empty());
        assertThat(Math.abs(line.project(one)[0])).isCloseTo(0.6 / Math.sqrt(2), within(1e-6));
        assertThat(line.project(one)[1]).isZero();
        assertThat(PrincipalPlane.of(List.of(one, one, one), Optional.of(line)).explained())
                .isCloseTo(1, within(1e-9));
    }

    /** Not asserted, but printed, for ADR 35. */
    @Test
    void shouldExplainNoLessThanAnyTwoComponentsOfAsManyVectorsAsAMapHas() {
        for (int count : new int[] {1_000, 10_000}) {
            Random random = new Random(count);
            List<float[]> vectors = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                float[] vector = new float[288];
                for (int j = 0; j < vector.length; j++) {
                    vector[j] = (float) (random.nextGaussian() * (1 + 3 * (j % 7) / (1.0 + j)));
                }
                vectors.add(vector);
            }
            long start = System.nanoTime();
            PrincipalPlane plane = PrincipalPlane.of(vectors, Optional.empty());
            long found = System.nanoTime();
            double square = vectors.stream()
                    .map(plane::project)
                    .mapToDouble(place -> place[0] * place[0] + place[1] * place[1])
                    .sum();
            long placed = System.nanoTime();

            System.out.printf(
                    "%,d vectors of 288: plane %d ms, places %d ms%n",
                    count, (found - start) / 1_000_000, (placed - found) / 1_000_000);
            assertThat(square / count).isGreaterThan(variance(vectors, 6) + variance(vectors, 5));
        }
    }

    private static double variance(List<float[]> vectors, int component) {
        double mean = vectors.stream()
                .mapToDouble(vector -> vector[component])
                .average()
                .orElseThrow();
        return vectors.stream()
                .mapToDouble(vector -> Math.pow(vector[component] - mean, 2))
                .average()
                .orElseThrow();
    }

    /** Vectors with much variance in two directions that are no axes, and little in the others. */
    private static List<float[]> cloud(double first, double second) {
        Random random = new Random(5);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            double u = first * random.nextGaussian();
            double v = second * random.nextGaussian();
            float[] vector = new float[COMPONENTS];
            for (int j = 0; j < COMPONENTS; j++) {
                vector[j] = (float) (u * Math.cos(j) + v * Math.sin(j) + 0.05 * random.nextGaussian());
            }
            vectors.add(vector);
        }
        return vectors;
    }

    /** How far the same vectors lie apart on two planes, on average, in parts of how far they spread. */
    private static double moved(PrincipalPlane before, PrincipalPlane after, List<float[]> vectors) {
        double moved = 0;
        double spread = 0;
        for (float[] vector : vectors) {
            double[] was = before.project(vector);
            double[] is = after.project(vector);
            moved += Math.hypot(is[0] - was[0], is[1] - was[1]);
            spread += Math.hypot(is[0], is[1]);
        }
        return moved / spread;
    }
}
