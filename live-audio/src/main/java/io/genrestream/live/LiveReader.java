package io.genrestream.live;

/** Opens live sources. Safe for many threads. */
public interface LiveReader extends AutoCloseable {
    /**
     * Connects, through redirects and playlists, until audio's first bytes are there.
     *
     * @throws LiveException when there is none
     */
    LiveConnection open(LiveAddress address) throws LiveException;

    @Override
    void close();
}
