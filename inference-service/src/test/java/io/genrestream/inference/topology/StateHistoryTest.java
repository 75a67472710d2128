package io.genrestream.inference.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.event.SegmentReason;
import io.genrestream.inference.segment.Segment;
import io.genrestream.inference.segment.Segmentation;
import io.genrestream.inference.track.StoredOwner;
import io.genrestream.inference.track.StoredTrack;
import io.genrestream.scoring.track.TrackScore;
import io.genrestream.streams.StateVersionException;
import io.genrestream.testkit.StateHistory;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** State that an earlier build wrote is taken over, and that of a later one refused in words. */
class StateHistoryTest {
    private static final Map<String, byte[]> WRITTEN = StateHistory.of(StateHistoryTest.class);
    private static final Serde<TrackState> STATES = new TrackState.Format().serde();

    /** Each line of the history, what it is read as, and what is to be done about a later version. */
    static Stream<Arguments> written() {
        Segment segment = new Segment(4, SegmentReason.TITLE, "Töst – It's \uD83C\uDFB5", 61.5, 1_800_000_000_000L);
        Segmentation segments = new Segmentation(segment, true, 2, 93.25, 61.5, true, Double.NaN);
        TrackState ended = state(TrackState.Phase.ENDED, 0, "", Segmentation.NONE);
        String wait = "Run the version that wrote it";
        String refill = "Delete the folder genrestream.state-dir";
        return Stream.of(
                Arguments.of("track-states-open 2", STATES, open(Segmentation.NONE, 3), wait),
                Arguments.of("track-states-ended 2", STATES, ended, wait),
                Arguments.of("track-states-open 3", STATES, open(segments, 4), wait),
                Arguments.of(
                        "track-states-idle 3",
                        STATES,
                        state(TrackState.Phase.IDLE, 1_700_000_000_000L, "", segments),
                        wait),
                Arguments.of("track-states-ended 3", STATES, ended, wait),
                Arguments.of(
                        "latest-results 2",
                        StoredTrack.serde(),
                        new StoredTrack(77, 1_800_000_000_123L, new byte[] {0, 0, 0, 0, 5, 9}),
                        refill),
                Arguments.of(
                        "stream-owners 0", StoredOwner.serde(), new StoredOwner(1_800_000_000_123L, "blåbær"), refill));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("written")
    <T> void shouldReadWhatEachVersionWrote(String line, Serde<T> format, T expected) {
        byte[] now = format.serializer().serialize("", expected);

        T read = format.deserializer().deserialize("", WRITTEN.get(line));

        assertThat(format.serializer().serialize("", read)).isEqualTo(now);
        // A change of the bytes is a new version.
        assertThat(WRITTEN.get(line)[0] < now[0] || Arrays.equals(WRITTEN.get(line), now))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("written")
    <T> void shouldRefuseALaterVersionInWords(String line, Serde<T> format, T value, String remedy) {
        byte[] later = format.serializer().serialize("", value);
        later[0]++;

        assertThatThrownBy(() -> format.deserializer().deserialize("", later))
                .isInstanceOf(StateVersionException.class)
                .hasMessageStartingWith("STATE_VERSION: the stored state has version " + later[0])
                .hasMessageContaining(remedy);
    }

    @Test
    void shouldReadAllOfTheHistory() {
        assertThat(written().map(line -> (String) line.get()[0])).containsExactlyInAnyOrderElementsOf(WRITTEN.keySet());
    }

    /** The head of a score has a version of its own, and no window is to blame for that either. */
    @Test
    void shouldRefuseTheScoreOfALaterVersionInWords() {
        byte[] state = STATES.serializer().serialize("", open(Segmentation.NONE, TrackScore.VERSION + 1));

        assertThatThrownBy(() -> STATES.deserializer().deserialize("", state))
                .isInstanceOf(StateVersionException.class)
                .hasMessageStartingWith("STATE_VERSION: the stored state has version " + (TrackScore.VERSION + 1));
    }

    private static TrackState open(Segmentation segments, int scoreVersion) {
        return new TrackState(
                TrackState.Phase.OPEN,
                9,
                2,
                41,
                480_000,
                1_700_000_000_000L,
                1_800_000_000_123L,
                "0123456789abcdef",
                segments,
                new byte[] {(byte) scoreVersion, 1, 2});
    }

    private static TrackState state(TrackState.Phase phase, long startedAt, String digest, Segmentation segments) {
        return new TrackState(phase, 9, 2, 41, 480_000, startedAt, 1_800_000_000_123L, digest, segments, new byte[0]);
    }
}
