package io.genrestream.live;

/** One connection to a live source, opened and answered. */
public interface LiveConnection extends AutoCloseable {
    /** What the source says of itself. */
    LiveStation station();

    /** Whether it may be a recording for all that could be told so far: one that comes faster than time is. */
    boolean mayBeRecording();

    /**
     * Gives all that comes to the listener, on the calling thread, until the source ends the connection or it is closed.
     *
     * @throws LiveException when it breaks, with the reason
     */
    void read(LiveListener listener) throws LiveException;

    /** Ends {@link #read} at once; from any thread. */
    @Override
    void close();
}
