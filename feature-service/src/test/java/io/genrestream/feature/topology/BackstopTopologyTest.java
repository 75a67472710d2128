package io.genrestream.feature.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.feature.state.StateStores;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BackstopTopologyTest {
    @AutoClose
    private final TopologyFixture topology = new TopologyFixture();

    @Test
    void shouldEndAStreamThatNothingComesOf() {
        topology.pipe(Chunks.chunk("a", 0, Chunks.noise(1, 1)));
        topology.sleep(Duration.ofMinutes(9));
        assertThat(topology.windows()).isEmpty();

        topology.sleep(Duration.ofMinutes(1));

        assertThat(topology.windowRecords()).singleElement().satisfies(record -> {
            assertThat(record.value().getEndReason()).isEqualTo(EndReason.IDLE);
            assertThat(record.value().getHeardFrames()).isEqualTo(11);
            assertThat(record.value().getExternalId()).isEqualTo("isrc-a");
            assertThat(record.timestamp()).isEqualTo(Chunks.CAPTURED.toEpochMilli());
        });
        assertThat(topology.aggregates()).hasSize(1);
    }

    @Test
    void shouldCountFromTheLastChunk() {
        topology.pipe(Chunks.chunk("a", 0, Chunks.noise(1, 1)));
        topology.sleep(Duration.ofMinutes(6));
        topology.pipe(Chunks.chunk("a", 1, Chunks.noise(1, 1)));
        topology.sleep(Duration.ofMinutes(9));

        assertThat(topology.windows()).isEmpty();
    }

    @Test
    void shouldCountFromTheAssignmentOfTheTask() {
        topology.pipe(Chunks.chunk("a", 0, Chunks.noise(1, 1)));
        topology.sleep(Duration.ofMinutes(6));
        topology.pipe(Chunks.chunk("b", 0, Chunks.noise(1, 1)));

        try (TopologyFixture other = new TopologyFixture()) {
            // The other's clock stands six minutes before, so for it nothing of "b" is older than its own start.
            other.restore(StateStores.HEADS, topology.changelog(StateStores.HEADS));
            other.restore(StateStores.FRAMES, topology.changelog(StateStores.FRAMES));
            other.sleep(Duration.ofMinutes(9));
            assertThat(other.windows()).isEmpty();
            other.sleep(Duration.ofMinutes(1));
            assertThat(other.windows())
                    .singleElement()
                    .satisfies(window -> assertThat(window.getStreamId()).isEqualTo("a"));
        }
    }

    @Test
    void shouldWaitWhileThereIsABacklog() {
        topology.pipe(Chunks.chunk("a", 0, Chunks.noise(1, 1)));
        topology.backlog = true;
        topology.sleep(Duration.ofMinutes(30));
        assertThat(topology.windows()).isEmpty();

        topology.backlog = false;
        topology.sleep(Duration.ofSeconds(10));

        assertThat(topology.windows()).hasSize(1);
    }

    @Test
    void shouldReopenALiveStreamAtTheEpochInWhichItsSourceComesBack() {
        AudioChunk before = live(Chunks.chunk("a", 0, Chunks.noise(4, 1)));
        topology.pipe(before);
        topology.sleep(Duration.ofMinutes(11));
        FeatureWindow idle = topology.windows().getLast();
        assertThat(idle.getEndReason()).isEqualTo(EndReason.IDLE);
        assertThat(topology.stored(StateStores.FRAMES)).isEmpty();
        topology.pipe(live(Chunks.chunk("a", 1, Chunks.noise(4, 1))));
        assertThat(topology.windows()).as("of the epoch that was closed").isEmpty();

        // A night off the air, longer than ended streams are remembered.
        topology.sleep(Duration.ofHours(9));
        long morning = 9L * 3_600 * Chunks.RATE;
        AudioChunk back = live(Chunks.chunk("a", 0, Chunks.noise(4, 2)));
        back.setEpoch(1);
        back.setStartSample(morning);
        topology.pipe(back);

        List<FeatureWindow> windows = topology.windows();
        assertThat(windows).isNotEmpty();
        assertThat(windows.getFirst().getEpoch()).isGreaterThan(idle.getEpoch());
        assertThat(windows.getFirst().getStartSample()).isEqualTo(morning);
        assertThat(topology.meters
                        .counter("genrestream_irregular_chunks_total", "kind", "REOPENING")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldEndAnIdleLiveStreamWhoseSourceIsGivenUp() {
        topology.pipe(live(Chunks.chunk("a", 0, Chunks.noise(4, 1))));
        topology.sleep(Duration.ofMinutes(11));
        topology.windows();

        topology.pipe(live(Chunks.end("a", 1, EndReason.ABORTED)));

        assertThat(topology.windows()).singleElement().satisfies(end -> {
            assertThat(end.getEndReason()).isEqualTo(EndReason.ABORTED);
            assertThat(end.getStreamSample()).isEqualTo(4 * Chunks.RATE);
        });
    }

    @Test
    void shouldForgetAnIdleLiveStreamAfterAMonth() {
        topology.pipe(live(Chunks.chunk("a", 0, Chunks.noise(1, 1))));
        topology.sleep(Duration.ofMinutes(11));
        topology.sleep(Duration.ofDays(29));
        assertThat(topology.stored(StateStores.HEADS)).hasSize(1);

        topology.sleep(Duration.ofDays(1));

        assertThat(topology.stored(StateStores.HEADS)).isEmpty();
    }

    private static AudioChunk live(AudioChunk chunk) {
        chunk.setLive(true);
        return chunk;
    }

    @Test
    void shouldForgetEndedStreamsAfterAnHour() {
        topology.pipe(Chunks.ofSeconds("a", Chunks.noise(1, 1)));
        topology.sleep(Duration.ofMinutes(59));
        assertThat(topology.stored(StateStores.HEADS)).hasSize(1);

        topology.sleep(Duration.ofMinutes(1));

        assertThat(topology.stored(StateStores.HEADS)).isEmpty();
        assertThat(topology.windows()).hasSize(1);
    }
}
