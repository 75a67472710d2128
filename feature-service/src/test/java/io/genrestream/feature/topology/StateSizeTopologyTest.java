package io.genrestream.feature.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.AudioChunk;
import io.genrestream.feature.state.StateStores;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds of the state. The test driver commits after every record, so nothing is saved by the stores' cache. */
class StateSizeTopologyTest {
    private static final List<String> STORES = List.of(StateStores.HEADS, StateStores.FRAMES, StateStores.TOTALS);
    private static final int PCM_BYTES_A_SECOND = 2 * Chunks.RATE;

    @AutoClose
    private final TopologyFixture topology = new TopologyFixture();

    @Test
    void shouldHoldAtMost128KilobytesAStream() {
        int most = 0;
        for (AudioChunk chunk : Chunks.ofSeconds("a-stream-of-a-usual-name", Chunks.noise(80, 1))) {
            if (chunk.getSequence() == 79) {
                break;
            }
            topology.pipe(chunk);
            int bytes = STORES.stream().mapToInt(this::storedBytes).sum();
            most = Math.max(most, bytes);
            assertThat(storedBytes(StateStores.HEADS)).isLessThan(8 << 10);
        }
        System.out.printf(
                "state of a stream: %d bytes at most; now heads %d, frames %d, totals %d%n",
                most, storedBytes(StateStores.HEADS), storedBytes(StateStores.FRAMES), storedBytes(StateStores.TOTALS));
        assertThat(most).isLessThan(128 << 10);
    }

    @ParameterizedTest
    @CsvSource({"1.0", "0.5", "0.25"})
    void shouldWriteLessThanHalfOfThePcmToTheChangelogs(double chunkSeconds) {
        int seconds = 80;
        List<AudioChunk> chunks = Chunks.cut(
                "a-stream-of-a-usual-name", Chunks.noise(seconds, 1), i -> (int) (chunkSeconds * Chunks.RATE));

        topology.pipe(chunks);

        StringBuilder parts = new StringBuilder();
        int sum = 0;
        for (String store : STORES) {
            int bytes = topology.changelog(store).stream()
                    .mapToInt(record -> record.key().length + (record.value() == null ? 0 : record.value().length))
                    .sum();
            parts.append(' ').append(store).append(' ').append(bytes / seconds);
            sum += bytes;
        }
        System.out.printf(
                "changelog bytes a second of audio, chunks of %.2f s: %d (%s )%n", chunkSeconds, sum / seconds, parts);
        assertThat(sum / seconds).isLessThan(PCM_BYTES_A_SECOND / 2);
    }

    private int storedBytes(String store) {
        return topology.stored(store).entrySet().stream()
                .mapToInt(entry -> entry.getKey().get().length + entry.getValue().length)
                .sum();
    }
}
