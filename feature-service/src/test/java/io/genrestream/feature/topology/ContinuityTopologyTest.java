package io.genrestream.feature.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.feature.state.StateStores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContinuityTopologyTest {
    private static final List<String> STORES = List.of(StateStores.HEADS, StateStores.FRAMES, StateStores.TOTALS);

    @AutoClose
    private final TopologyFixture topology = new TopologyFixture();

    @Test
    void shouldDropDuplicates() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(7, 1));
        topology.pipe(chunks);
        List<FeatureWindow> expected = topology.windows();

        List<AudioChunk> again = Chunks.inAttempt(1, chunks);
        for (int i = 0; i < again.size(); i++) {
            topology.pipe(again.subList(Math.max(0, i - 2), i + 1));
        }

        assertThat(inAttemptZero(topology.windows())).isEqualTo(expected);
        assertThat(topology.meters
                        .counter("genrestream_irregular_chunks_total", "kind", "DUPLICATE")
                        .count())
                .isEqualTo(11);
    }

    @Test
    void shouldBeginAnEpochAfterAGap() {
        short[] pcm = Chunks.noise(10, 2);
        List<AudioChunk> chunks = Chunks.ofSeconds("a", pcm);
        topology.pipe(chunks.subList(0, 4));
        topology.pipe(chunks.subList(5, 10));

        List<FeatureWindow> windows = topology.windows();
        assertThat(windows).extracting(FeatureWindow::getEpoch).containsExactly(0, 0, 1, 1, 1);
        assertThat(windows).extracting(FeatureWindow::getWindowIndex).containsExactly(0, 1, 0, 1, 2);
        assertThat(windows).extracting(FeatureWindow::getPartial).containsExactly(false, true, false, false, true);
        assertThat(windows)
                .extracting(FeatureWindow::getEndReason)
                .containsExactly(EndReason.NONE, EndReason.NONE, EndReason.NONE, EndReason.NONE, EndReason.COMPLETE);
        // Media time counts what was lost.
        assertThat(windows)
                .extracting(FeatureWindow::getStartSample)
                .containsExactly(0L, 32_640L, 5L * Chunks.RATE, 5L * Chunks.RATE + 32_640, 5L * Chunks.RATE + 65_280);
        assertThat(windows.get(2).getEndSample()).isEqualTo(5L * Chunks.RATE + 65_408);
        assertThat(windows.get(2).getStreamSample()).isEqualTo(5L * Chunks.RATE + 65_408);
        assertThat(windows.getLast().getStreamSample()).isEqualTo(10L * Chunks.RATE);
    }

    @Test
    void shouldStartAnEpochsWindowsWithItsOwnFrames() {
        short[] pcm = Chunks.noise(10, 3);
        short[] rest = Arrays.copyOfRange(pcm, 5 * Chunks.RATE, pcm.length);
        topology.pipe(Chunks.ofSeconds("b", rest));
        List<FeatureWindow> expected = topology.windows();

        List<AudioChunk> chunks = Chunks.ofSeconds("b", pcm);
        topology.pipe(Chunks.inAttempt(1, chunks).subList(0, 4));
        topology.pipe(chunks.subList(5, 10));

        List<FeatureWindow> windows = topology.windows().stream()
                .filter(window -> window.getEpoch() == 1)
                .toList();
        assertThat(windows).hasSameSizeAs(expected);
        for (int i = 0; i < windows.size(); i++) {
            assertThat(windows.get(i).getLogMelDb()).isEqualTo(expected.get(i).getLogMelDb());
            assertThat(windows.get(i).getDescriptors())
                    .isEqualTo(expected.get(i).getDescriptors());
            assertThat(windows.get(i).getEndSample()).isEqualTo(expected.get(i).getEndSample() + 5L * Chunks.RATE);
        }
    }

    @Test
    void shouldBeginAnEpochWithTheSources() {
        List<AudioChunk> first = Chunks.ofSeconds("a", Chunks.noise(4, 4));
        List<AudioChunk> second = Chunks.inEpoch(1, Chunks.ofSeconds("a", Chunks.noise(3, 5)));
        topology.pipe(first.subList(0, 3));
        topology.pipe(second);
        topology.pipe(first.subList(3, 4));

        List<FeatureWindow> windows = topology.windows();
        assertThat(windows).extracting(FeatureWindow::getEpoch).containsExactly(0, 1, 1);
        assertThat(windows.getLast().getStreamSample()).isEqualTo(6L * Chunks.RATE);
        assertThat(topology.meters
                        .counter("genrestream_irregular_chunks_total", "kind", "LATE")
                        .count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = EndReason.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "DELETED"})
    void shouldEndWithTheSourcesReason(EndReason reason) {
        topology.pipe(Chunks.chunk("a", 0, Chunks.noise(1, 6)));
        topology.pipe(Chunks.end("a", 1, reason));

        assertThat(topology.windows()).singleElement().satisfies(window -> {
            assertThat(window.getEndReason()).isEqualTo(reason);
            assertThat(window.getHeardFrames()).isEqualTo(11);
        });
    }

    @Test
    void shouldForgetAllButAMarkerAtTheEnd() {
        topology.pipe(Chunks.ofSeconds("a", Chunks.noise(50, 7)));

        assertThat(topology.stored(StateStores.FRAMES)).isEmpty();
        assertThat(topology.stored(StateStores.TOTALS)).isEmpty();
        assertThat(topology.stored(StateStores.HEADS).values())
                .singleElement()
                .satisfies(marker -> assertThat(marker).hasSizeLessThan(110));
    }

    @Test
    void shouldDropWhatComesAfterTheEnd() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(4, 8));
        topology.pipe(chunks);
        topology.windows();

        topology.pipe(chunks);
        topology.pipe(Chunks.chunk("a", 4, Chunks.noise(1, 8)));

        assertThat(topology.windows()).isEmpty();
        assertThat(topology.aggregates()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 34, 41})
    void shouldGoOnFromTheChangelogsAsIfNothingHadHappened(int before) {
        short[] pcm = Chunks.noise(48, 10);
        List<AudioChunk> chunks = Chunks.ofSeconds("a", pcm);
        topology.pipe(chunks);
        List<FeatureWindow> expectedWindows = topology.windows();
        var expectedAggregates = topology.aggregates();
        List<FeatureWindow> windows = new ArrayList<>();

        try (TopologyFixture one = new TopologyFixture();
                TopologyFixture other = new TopologyFixture()) {
            one.pipe(chunks.subList(0, before));
            windows.addAll(one.windows());
            var aggregates = new ArrayList<>(one.aggregates());
            STORES.forEach(store -> other.restore(store, one.changelog(store)));
            // The last chunk before, too, comes again: its transaction was committed, its producer did not know.
            other.pipe(chunks.subList(before - 1, chunks.size()));
            windows.addAll(other.windows());
            aggregates.addAll(other.aggregates());

            assertThat(windows).isEqualTo(expectedWindows);
            assertThat(aggregates).isEqualTo(expectedAggregates);
        }
    }

    @Test
    void shouldStartAnEpochWhenTheFrontEndChanges() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(12, 11));
        topology.pipe(chunks.subList(0, 6));

        try (TopologyFixture other = new TopologyFixture(FrontEndSpec.CUSTOMARY)) {
            STORES.forEach(store -> other.restore(store, topology.changelog(store)));
            other.pipe(chunks.subList(6, 12));

            assertThat(other.windows()).isNotEmpty().allSatisfy(window -> {
                assertThat(window.getEpoch()).isEqualTo(1);
                assertThat(window.getFrontEndDigest()).isEqualTo(FrontEndSpec.CUSTOMARY.digest());
            });
            assertThat(other.stored(StateStores.FRAMES)).isEmpty();
        }
    }

    @Test
    void shouldCountANightOffTheAirAsMediaTime() {
        topology.pipe(Chunks.chunk("a", 0, Chunks.noise(4, 12)));
        long morning = 10L * 3_600 * Chunks.RATE;
        AudioChunk back = Chunks.chunk("a", 0, Chunks.noise(4, 12));
        back.setEpoch(1);
        back.setStartSample(morning);
        topology.pipe(back);

        List<FeatureWindow> windows = topology.windows();
        assertThat(windows).hasSize(3);
        FeatureWindow before = windows.get(0);
        FeatureWindow after = windows.get(2);
        assertThat(after.getEpoch()).isEqualTo(1);
        assertThat(after.getStartSample()).isEqualTo(morning + before.getStartSample());
        assertThat(after.getEndSample()).isEqualTo(morning + before.getEndSample());
        assertThat(after.getStreamSample()).isEqualTo(morning + before.getStreamSample());
        assertThat(after.getLogMelDb()).isEqualTo(before.getLogMelDb());
    }

    @Test
    void shouldPutTheTitleIntoTheWindowsThatItsChunkCompletes() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(9, 13));
        chunks.subList(0, 3).forEach(chunk -> chunk.setTitle("One"));
        chunks.subList(4, 9).forEach(chunk -> chunk.setTitle("Two – Zwölf"));
        chunks.get(8).setEpoch(1);
        topology.pipe(chunks);

        // Windows end at 3.0, 4.5, 5.9 and 7.4 s; the break at 8 s cuts one off, and another ends the stream.
        assertThat(topology.windows())
                .extracting(FeatureWindow::getTitle)
                .containsExactly("One", "Two – Zwölf", "Two – Zwölf", "Two – Zwölf", "Two – Zwölf", "Two – Zwölf");
    }

    private static List<FeatureWindow> inAttemptZero(List<FeatureWindow> windows) {
        windows.forEach(window -> window.setAttempt(0));
        return windows;
    }
}
