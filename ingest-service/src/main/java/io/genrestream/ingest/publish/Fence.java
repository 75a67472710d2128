package io.genrestream.ingest.publish;

import io.genrestream.ingest.fault.IngestException;

/** Keeps an instance from writing that others may take for dead: it is passed before each record of a stream. */
@FunctionalInterface
public interface Fence {
    /**
     * Returns when the instance is certain to be counted among the living, waiting for that while the broker is away.
     *
     * @throws IngestException when that takes too long or cannot come any more
     */
    void pass();
}
