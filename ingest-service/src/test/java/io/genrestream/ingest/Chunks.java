package io.genrestream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.AudioChunk;
import java.util.List;

/** What tests want to know of a stream's chunks. */
final class Chunks {
    private Chunks() {}

    static List<AudioChunk> ofEpoch(List<AudioChunk> chunks, int epoch) {
        return chunks.stream().filter(chunk -> chunk.getEpoch() == epoch).toList();
    }

    /** Media time behind it (samples). */
    static long end(AudioChunk chunk) {
        return chunk.getStartSample() + chunk.getSamples().remaining() / Short.BYTES;
    }

    /** From the second on each goes on where the one before it ended. */
    static void assertGapless(List<AudioChunk> chunks) {
        for (int i = 1; i < chunks.size(); i++) {
            assertThat(chunks.get(i).getSequence()).isEqualTo(i);
            assertThat(chunks.get(i).getStartSample()).isEqualTo(end(chunks.get(i - 1)));
        }
    }
}
