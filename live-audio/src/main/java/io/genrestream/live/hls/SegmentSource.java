package io.genrestream.live.hls;

import io.genrestream.live.LiveException;
import java.net.URI;

/** Where playlists, segments and keys come from. */
interface SegmentSource {
    /**
     * The whole of it.
     *
     * @param limit of its length in bytes
     * @throws LiveException when it does not come; {@link io.genrestream.live.LiveError#TOO_LARGE} when it is longer
     */
    Fetched fetch(URI uri, int limit) throws LiveException;

    /** A part of it, of the range's length. */
    byte[] fetch(URI uri, ByteRange range) throws LiveException;
}
