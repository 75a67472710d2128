package io.genrestream.feature.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.dsp.FramingState;
import io.genrestream.dsp.FrontEnd;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.aggregate.AggregatedFeatures;
import io.genrestream.dsp.aggregate.FrameTotals;
import io.genrestream.feature.state.StreamHead.Phase;
import io.genrestream.feature.state.StreamProgress.CurrentEpoch;
import io.genrestream.feature.state.StreamProgress.MediaTime;
import io.genrestream.streams.StateFormat;
import io.genrestream.streams.StateVersionException;
import io.genrestream.testkit.StateHistory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** State that an earlier build wrote is taken over, and that of a later one refused in words. */
class StateHistoryTest {
    private static final Map<String, byte[]> WRITTEN = StateHistory.of(StateHistoryTest.class);
    private static final StreamHeadFormat HEADS = new StreamHeadFormat();
    private static final Rows.Format FRAMES = new Rows.Format();
    private static final TotalsFormat TOTALS = new TotalsFormat(new AggregatedFeatures(FrontEndSpec.SHIPPED));

    /** Each line of the history, and what it is read as. */
    static Stream<Arguments> written() {
        StreamHead head = head("Töst – It's \uD83C\uDFB5", Map.of("tenant", "blåbær"));
        return Stream.of(
                Arguments.of("heads-open 1", HEADS, withoutAttempt()),
                Arguments.of("heads-open 2", HEADS, head(null, Map.of("tenant", "blåbær"))),
                Arguments.of("heads-open 3", HEADS, head),
                Arguments.of("heads-idle 3", HEADS, head.idle()),
                Arguments.of("heads-ended 3", HEADS, head.marker()),
                Arguments.of("frames 1", FRAMES, Rows.of(new float[] {0.5f, -80, 3.25f, 1, 2, -100}, 3)),
                Arguments.of("totals 1", TOTALS, totals()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("written")
    <T> void shouldReadWhatEachVersionWrote(String line, StateFormat<T> format, T expected) {
        byte[] now = format.encode(expected);

        assertThat(format.encode(format.decode(WRITTEN.get(line)))).isEqualTo(now);
        // A change of the bytes is a new version.
        assertThat(WRITTEN.get(line)[0] < now[0] || Arrays.equals(WRITTEN.get(line), now))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("written")
    <T> void shouldRefuseALaterVersionInWords(String line, StateFormat<T> format, T value) {
        byte[] later = format.encode(value);
        later[0]++;

        assertThatThrownBy(() -> format.decode(later))
                .isInstanceOf(StateVersionException.class)
                .hasMessageStartingWith("STATE_VERSION: the stored state has version " + later[0])
                .hasMessageContaining("Run the version that wrote it");
    }

    @Test
    void shouldReadAllOfTheHistory() {
        assertThat(written().map(line -> (String) line.get()[0])).containsExactlyInAnyOrderElementsOf(WRITTEN.keySet());
    }

    @Test
    void shouldSayThatAHeadIsCutOff() {
        byte[] head = WRITTEN.get("heads-open 3");

        assertThatThrownBy(() -> HEADS.decode(Arrays.copyOf(head, head.length - 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cut off");
    }

    private static StreamHead head(String title, Map<String, String> attributes) {
        FramingState framing = new FramingState();
        new FrontEnd(FrontEndSpec.SHIPPED).process(framing, new short[] {1, -2, 3}, 0, 3, row -> {});
        StreamProgress progress =
                progress(new MediaTime(5, List.of(new MediaTime.Epoch(40, 90_000), new MediaTime.Epoch(100, 200_000))));
        ClientMetadata metadata = new ClientMetadata(true, "GB-AYE-69-00532", attributes, title, 1_800_000_000_000L);
        return new StreamHead(-1L, 9, 2, 41, progress, metadata, 1_800_000_000_123L, Phase.OPEN, framing);
    }

    /** Of version 1: attempt 0, whose only epoch began where its samples did. */
    private static StreamHead withoutAttempt() {
        StreamProgress progress = progress(new MediaTime(0, List.of(new MediaTime.Epoch(100, 190_000))));
        ClientMetadata metadata = new ClientMetadata(true, null, Map.of(), null, 1_800_000_000_000L);
        return new StreamHead(-1L, 0, 2, 41, progress, metadata, 1_800_000_000_123L, Phase.OPEN, new FramingState());
    }

    private static StreamProgress progress(MediaTime media) {
        return new StreamProgress(new CurrentEpoch(3, 7, 190_000), 250, 480_000, 57, media);
    }

    private static FrameTotals totals() {
        AggregatedFeatures features = new AggregatedFeatures(FrontEndSpec.SHIPPED);
        FrameTotals totals = FrameTotals.none(features);
        float[] row = new float[features.count()];
        for (int frame = 1; frame <= 3; frame++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (i + 1) * frame * 0.25f;
            }
            totals.add(row, 0);
        }
        return totals;
    }
}
