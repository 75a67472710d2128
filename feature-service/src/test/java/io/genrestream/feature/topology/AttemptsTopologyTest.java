package io.genrestream.feature.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureAggregate;
import io.genrestream.event.FeatureWindow;
import io.genrestream.feature.state.StateStores;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a stream's attempt is, and what a deletion and a gap do to it. */
class AttemptsTopologyTest {
    @AutoClose
    private final TopologyFixture topology = new TopologyFixture();

    @Test
    void shouldBeginAnewForANewAttempt() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(12, 1));
        topology.pipe(chunks);
        List<FeatureWindow> first = topology.windows();
        List<FeatureAggregate> firstAggregates = topology.aggregates();

        topology.pipe(Chunks.inAttempt(71, chunks));

        List<FeatureWindow> second = topology.windows();
        assertThat(second).extracting(FeatureWindow::getAttempt).containsOnly(71L);
        second.forEach(window -> window.setAttempt(0));
        assertThat(second).isEqualTo(first);
        List<FeatureAggregate> secondAggregates = topology.aggregates();
        assertThat(secondAggregates).extracting(FeatureAggregate::getAttempt).containsOnly(71L);
        secondAggregates.forEach(aggregate -> aggregate.setAttempt(0));
        assertThat(secondAggregates).isEqualTo(firstAggregates);
    }

    @Test
    void shouldEndTheAttemptBeforeWhenANewOneBegins() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(6, 2));
        topology.pipe(Chunks.inAttempt(5, chunks).subList(0, 2));
        topology.pipe(Chunks.inAttempt(9, chunks));

        List<FeatureWindow> windows = topology.windows();
        assertThat(windows).extracting(FeatureWindow::getAttempt).containsExactly(5L, 9L, 9L, 9L, 9L);
        assertThat(windows.getFirst().getEndReason()).isEqualTo(EndReason.ABORTED);
        assertThat(windows.getLast().getEndReason()).isEqualTo(EndReason.COMPLETE);
        assertThat(windows.getLast().getStreamSample()).isEqualTo(6L * Chunks.RATE);
        // One of each attempt, and of the second one's frames alone.
        assertThat(topology.aggregates())
                .extracting(FeatureAggregate::getAttempt)
                .containsExactly(5L, 9L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void shouldDropWhatAnEarlierAttemptStillSends(int epoch) {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(4, 3));
        topology.pipe(Chunks.inAttempt(9, chunks).subList(0, 2));
        AudioChunk late = Chunks.chunk("a", 0, Chunks.noise(1, 4));
        late.setAttempt(5);
        late.setEpoch(epoch);
        topology.pipe(late);
        topology.pipe(chunks.subList(2, 4));
        topology.pipe(late);

        assertThat(topology.windows())
                .hasSize(2)
                .extracting(FeatureWindow::getAttempt)
                .containsOnly(9L);
        assertThat(topology.meters
                        .counter("genrestream_irregular_chunks_total", "kind", "LATE")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void shouldStayEndedWhateverTheEpoch() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(4, 5));
        topology.pipe(Chunks.inAttempt(9, chunks));
        topology.windows();

        topology.pipe(Chunks.inEpoch(1, chunks));

        assertThat(topology.windows()).isEmpty();
    }

    @Test
    void shouldHandADeletionOnAndForgetTheStream() {
        topology.pipe(
                Chunks.inAttempt(9, Chunks.ofSeconds("a", Chunks.noise(12, 6))).subList(0, 8));
        assertThat(topology.windows()).isNotEmpty();
        topology.aggregates();

        topology.pipe(deletion(9));

        assertThat(topology.windows()).singleElement().satisfies(window -> {
            assertThat(window.getEndReason()).isEqualTo(EndReason.DELETED);
            assertThat(window.getAttempt()).isEqualTo(9);
            assertThat(window.getFrames()).isZero();
        });
        assertThat(topology.aggregates()).isEmpty();
        assertThat(topology.stored(StateStores.FRAMES)).isEmpty();
        assertThat(topology.stored(StateStores.TOTALS)).isEmpty();
        topology.pipe(Chunks.inAttempt(9, List.of(Chunks.chunk("a", 8, Chunks.noise(1, 6)))));
        assertThat(topology.windows()).isEmpty();
    }

    @Test
    void shouldHandADeletionOnOfAStreamThatIsNotKnownOrHasEnded() {
        topology.pipe(deletion(3));
        topology.pipe(Chunks.inAttempt(4, Chunks.ofSeconds("a", Chunks.noise(2, 7))));
        topology.pipe(deletion(4));
        topology.pipe(deletion(5));
        // Too late: the stream has come back by then.
        topology.pipe(Chunks.inAttempt(6, List.of(Chunks.chunk("a", 0, Chunks.noise(1, 7)))));
        topology.pipe(deletion(5));

        assertThat(topology.windows())
                .extracting(FeatureWindow::getAttempt, FeatureWindow::getEndReason)
                .containsExactly(
                        tuple(3L, EndReason.DELETED),
                        tuple(4L, EndReason.COMPLETE),
                        tuple(4L, EndReason.DELETED),
                        tuple(5L, EndReason.DELETED));
    }

    @Test
    void shouldCountLostAudioInMediaTimeWhereTheSequenceGoesOn() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(10, 8));
        long lost = 60L * Chunks.RATE;
        chunks.subList(5, 10).forEach(chunk -> chunk.setStartSample(chunk.getStartSample() + lost));

        topology.pipe(chunks);

        List<FeatureWindow> windows = topology.windows();
        assertThat(windows).extracting(FeatureWindow::getEpoch).containsExactly(0, 0, 0, 1, 1, 1);
        FeatureWindow first = windows.get(3);
        assertThat(first.getStartSample()).isEqualTo(65L * Chunks.RATE);
        assertThat(first.getEndSample()).isEqualTo(65L * Chunks.RATE + 65_408);
        assertThat(windows.getLast().getStreamSample()).isEqualTo(70L * Chunks.RATE);
        FeatureAggregate whole = topology.aggregates().getLast();
        assertThat(whole.getStartSample()).isZero();
        assertThat(whole.getEndSample()).isEqualTo(windows.getLast().getEndSample());
    }

    @Test
    void shouldTellAnAggregatesTimesAcrossGaps() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(70, 9));
        long lost = 100L * Chunks.RATE;
        chunks.subList(20, 70).forEach(chunk -> chunk.setStartSample(chunk.getStartSample() + lost));
        chunks.subList(22, 70).forEach(chunk -> chunk.setStartSample(chunk.getStartSample() + lost));

        topology.pipe(chunks.subList(0, 69));

        // 344 frames of 1,920 samples, wherever they lie.
        for (FeatureAggregate aggregate : topology.aggregates()) {
            long covered = aggregate.getEndSample() - aggregate.getStartSample();
            long breaks = (aggregate.getStartSample() < 20L * Chunks.RATE && aggregate.getEndSample() > lost ? 1 : 0)
                    + (aggregate.getStartSample() < 122L * Chunks.RATE && aggregate.getEndSample() > 2 * lost ? 1 : 0);
            // A break costs less than a frame, since no frame reaches across it.
            assertThat(covered - breaks * lost - (aggregate.getFrames() - 1) * 1_920 - 2_048)
                    .as("%s", aggregate)
                    .isBetween(0L, breaks * 4_000);
        }
    }

    @Test
    void shouldNotGoBackInMediaTime() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(8, 10));
        // A source that counts from its own epoch's start.
        List<AudioChunk> again = Chunks.inEpoch(1, Chunks.ofSeconds("a", Chunks.noise(4, 11)));
        topology.pipe(chunks.subList(0, 5));
        topology.pipe(again);

        assertThat(topology.windows())
                .filteredOn(window -> window.getEpoch() == 1)
                .first()
                .satisfies(window -> assertThat(window.getStartSample()).isEqualTo(5L * Chunks.RATE));
    }

    @Test
    void shouldStartAnAttemptWhereItsFirstAudioLies() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(6, 12)).subList(2, 6);

        topology.pipe(chunks);

        List<FeatureWindow> windows = topology.windows();
        assertThat(windows.getFirst().getEpoch()).isZero();
        assertThat(windows.getFirst().getStartSample()).isEqualTo(2L * Chunks.RATE);
        assertThat(topology.aggregates().getLast().getStartSample()).isEqualTo(2L * Chunks.RATE);
    }

    private static AudioChunk deletion(long attempt) {
        AudioChunk chunk = Chunks.end("a", 0, EndReason.DELETED);
        chunk.setAttempt(attempt);
        return chunk;
    }
}
