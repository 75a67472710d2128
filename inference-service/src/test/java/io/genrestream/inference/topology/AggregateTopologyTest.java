package io.genrestream.inference.topology;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenrePrediction;
import io.genrestream.inference.Windows;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A model of a window's statistics needs descriptors, which others do without. */
class AggregateTopologyTest {
    @AutoClose
    private TopologyFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TopologyFixture("tiny-aggregate.onnx");
    }

    @Test
    void shouldPredictEveryWindowByItsOwnStatistics() {
        fixture.send(Windows.window("song", 0), Windows.window("song", 1));

        List<GenrePrediction> predictions = fixture.predictions.readValuesToList();

        assertThat(predictions)
                .hasSize(2)
                .allSatisfy(prediction -> assertThat(prediction.getScores()).containsOnlyKeys("blues", "jazz", "rock"));
        assertThat(predictions.get(0).getScores())
                .isNotEqualTo(predictions.get(1).getScores());
    }

    @Test
    void shouldRefuseAWindowWithoutDescriptorsOrWithOthers() {
        FeatureWindow none = Windows.window("none", 0);
        none.setDescriptors(ByteBuffer.allocate(0));
        FeatureWindow others = Windows.window("others", 0);
        others.setDescriptorNames(List.of("rms"));
        FeatureWindow infinite = Windows.window("infinite", 0);
        infinite.getDescriptors().putFloat(0, Float.POSITIVE_INFINITY);

        fixture.send(none, others, infinite);

        assertThat(fixture.predictions.isEmpty()).isTrue();
        assertThat(fixture.deadLetters.readRecordsToList())
                .extracting(AggregateTopologyTest::code)
                .containsExactly("BAD_MATRIX_SIZE", "INVALID_WINDOW", "NON_FINITE_FEATURES");
    }

    private static String code(TestRecord<byte[], byte[]> letter) {
        return new String(letter.headers().lastHeader("genrestream.code").value(), US_ASCII);
    }
}
