package io.genrestream.live.radio;

import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveException;
import io.genrestream.live.http.SourceClient;
import java.net.URI;

/** Opens a source whose address has turned out to be a playlist of HLS. */
@FunctionalInterface
public interface HlsOpener {
    /**
     * @param client that knows the source's credential
     * @param playlist the address before its redirects
     */
    LiveConnection open(SourceClient client, URI playlist) throws LiveException;
}
