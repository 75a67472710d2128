package io.genrestream.ingest.publish;

import java.time.Duration;

/** Told of audio that is taken, by its source's thread, and of each chunk that the broker has or has not acknowledged, by the producer's. */
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
