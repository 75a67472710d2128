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
     * @param given the address of the playlist, before redirects
     * @param from where it came from
     * @param playlist as it is now, at most 1 MiB
     */
    LiveConnection open(SourceClient client, URI given, URI from, byte[] playlist) throws LiveException;
}
