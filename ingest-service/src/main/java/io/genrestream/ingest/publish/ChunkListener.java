package io.genrestream.ingest.publish;

import java.time.Duration;

/** Told of each chunk when the broker has acknowledged it, by the producer's own thread. */
@FunctionalInterface
public interface ChunkListener {
    /**
     * @param seconds media time in the chunk
     * @param latency from sending to acknowledgement
     */
    void acknowledged(double seconds, Duration latency);
}
