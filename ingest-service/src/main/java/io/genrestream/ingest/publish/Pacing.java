package io.genrestream.ingest.publish;

/** Decides when a stream's next chunk may be published. */
@FunctionalInterface
public interface Pacing {
    /** Every chunk at once. */
    Pacing NONE = _ -> {};

    /** Returns when it may. */
    void await(String streamId) throws InterruptedException;
}
