package io.genrestream.ingest.publish;

import java.time.Duration;

/** Is called by a source's thread when audio is taken, and by the producer's when the broker has or has not acknowledged a chunk. */
@FunctionalInterface
public interface ChunkListener {
    /**
     * @param seconds media time in the chunk
     * @param latency from sending to acknowledgement
     */
    void acknowledged(double seconds, Duration latency);

    /** @param seconds media time that goes into chunks */
    default void taken(double seconds) {}

    /** @param seconds media time in a chunk that the broker did not acknowledge */
    default void lost(double seconds) {}
}
