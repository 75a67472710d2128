package io.genrestream.ingest.publish;

import java.time.Duration;

/** Told of each chunk when the broker has acknowledged it, or has not, by the producer's own thread. */
@FunctionalInterface
public interface ChunkListener {
    /**
     * @param seconds media time in the chunk
     * @param latency from sending to acknowledgement
     */
    void acknowledged(double seconds, Duration latency);

    /** @param seconds media time in a chunk that the broker did not acknowledge */
    default void lost(double seconds) {}
}
