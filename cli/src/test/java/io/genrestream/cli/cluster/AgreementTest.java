package io.genrestream.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against scikit-learn 1.9.1: {@code normalized_mutual_info_score}, {@code adjusted_rand_score} and
 * {@code silhouette_score}.
 */
class AgreementTest {
    private static final double NEAR = 1e-12;

    @ParameterizedTest
    @CsvSource({
        "0011, 0012, 0.7999999999999999, 0.5714285714285714",
        "0011, 1100, 1, 1",
        "0000, 0123, 0, 0",
        "0001112222, 0011122220, 0.44270128334605, 0.20454545454545456",
        "010101, 000111, 0.08170416594551037, -0.1111111111111111",
        "000, 000, 1, 1"
    })
    void shouldAgreeWithScikitLearn(String one, String other, double nmi, double ari) {
        Agreement agreement = Agreement.of(groups(one), groups(other));

        assertThat(agreement.nmi()).isCloseTo(nmi, within(NEAR));
        assertThat(agreement.ari()).isCloseTo(ari, within(NEAR));
    }

    @ParameterizedTest
    @CsvSource({"0001112, 0.7124387250580051", "0011110, 0.17085462227179618"})
    void shouldFindTheSilhouetteThatScikitLearnFinds(String groups, double silhouette) {
        double[][] points = {{0, 0}, {0, 1}, {1, 0}, {5, 5}, {5, 6}, {6, 5}, {9, 0}};
        int[] each = groups(groups);

        assertThat(Silhouette.of(points, each, Arrays.stream(each).max().orElseThrow() + 1))
                .isCloseTo(silhouette, within(NEAR));
    }

    private static int[] groups(String digits) {
        return digits.chars().map(digit -> digit - '0').toArray();
    }
}
