package io.genrestream.live;

/**
 * The way to one live source, for one that is opened again and again. It remembers where redirects and playlists led, and
 * goes there first for two more times: most stations hand their listeners out to servers that are seconds apart from each
 * other. An address that is no longer let in is forgotten at once, since what is in its query expires.
 */
public interface LiveRoute {
    /**
     * Connects, through redirects and playlists, until audio's first bytes are there. The connection before should be
     * closed. An interrupt of a virtual thread ends the waiting.
     *
     * @throws LiveException when there is none
     */
    LiveConnection open() throws LiveException;
}
