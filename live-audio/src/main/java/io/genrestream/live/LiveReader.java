package io.genrestream.live;

/** Opens live sources. Safe for many threads. */
public interface LiveReader extends AutoCloseable {
    /** The way to a source that will be opened more than once. */
    LiveRoute route(LiveAddress address);

    /**
     * Connects, through redirects and playlists, until audio's first bytes are there. An interrupt of a virtual thread ends
     * the waiting.
     *
     * @throws LiveException when there is none
     */
    default LiveConnection open(LiveAddress address) throws LiveException {
        return route(address).open();
    }

    /** Connections that are being read are for their readers to close. */
    @Override
    void close();
}
